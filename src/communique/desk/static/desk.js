// Built from frontend/ (see docs/desk.md); pages work without it.
