"""The brief of a period: by country, what happened, who said what, what is owed, what was kept or broken."""
