"""What each page shows, as plain structs: no view knows HTML or HTTP."""
