# Prints a point inside each country and each state of the large federations: code, name, latitude, longitude.
# Source: Natural Earth 1:50m (public domain), as packaged in Debian's r-cran-rnaturalearthdata 0.1.0 (CC0).
# Use: Rscript natural_earth.R …/site-library/rnaturalearthdata/data/Rdata > natural_earth.tsv
args <- commandArgs(TRUE)
tables <- new.env()
invisible(lazyLoad(args[1], envir = tables))
largest <- function(shape) {
  rings <- attr(shape, "Polygons")
  attr(rings[[which.max(sapply(rings, function(ring) attr(ring, "area")))]], "labpt")
}
dump <- function(table, code, name) {
  rows <- attr(table, "data")
  for (i in seq_len(nrow(rows))) {
    at <- largest(attr(table, "polygons")[[i]])
    cat(as.character(rows[[code]][i]), as.character(rows[[name]][i]), round(at[2], 3), round(at[1], 3), sep = "\t")
    cat("\n")
  }
}
dump(tables$countries50, "iso_a2", "name")
dump(tables$states50, "iso_3166_2", "name")
