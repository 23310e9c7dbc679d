// Where the browser goes, in one place: tests look here.
export const going = {
  to: (address: string | URL): void => location.assign(address),
  again: (): void => location.reload(),
};
