import { describe, expect, it } from "vitest";
import { frameOf, projectionOf } from "../src/fit.js";
import type { Spot } from "../src/shapes.js";

const spot = (lat: number, lon: number): Spot => ({ place: "", country_code: null, lat, lon, count: 1, quads: [1, 0, 0, 0] });

describe("frameOf", () => {
  it("goes over the 180th meridian where that is narrower", () => {
    const frame = frameOf([spot(-18, 178), spot(-14, -171)]); // Fiji and Samoa
    expect(frame.width).toBeLessThan(20);
    expect(frame.west).toBeGreaterThan(170);
  });
  it("shows land around a single place", () => expect(frameOf([spot(15, 32)]).width).toBe(16));
  it("holds the whole world at most", () => {
    const frame = frameOf([spot(80, -179), spot(-80, 0), spot(0, 179), spot(0, 90), spot(0, -90)]);
    expect(frame.width).toBeLessThanOrEqual(360);
    expect(frame.north).toBeLessThanOrEqual(85);
  });
});

describe("projectionOf", () => {
  it.each([
    [[spot(15, 32)]],
    [[spot(-18, 178), spot(-14, -171)]],
    [[spot(38, -77), spot(55, 37), spot(39, 116), spot(-33, 151)]],
    [[spot(-18, 178), spot(51, 0), spot(40, -120), spot(35, 139)]],
  ])("keeps every spot in the box (%#)", (spots) => {
    const projection = projectionOf(frameOf(spots), spots, 600, 400, 20);
    for (const { lon, lat } of spots) {
      const [x, y] = projection([lon, lat])!;
      expect(x).toBeGreaterThanOrEqual(19.9);
      expect(x).toBeLessThanOrEqual(580.1);
      expect(y).toBeGreaterThanOrEqual(19.9);
      expect(y).toBeLessThanOrEqual(380.1);
    }
  });
});
