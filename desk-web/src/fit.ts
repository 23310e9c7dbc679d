// Fits a map to its data: a window in degrees around the places, and the projection that shows it.
import { geoEqualEarth, geoMercator, type GeoProjection } from "d3-geo";
import type { Spot } from "./shapes.js";

const LEAST = 16; // degrees: a single town is shown with the coasts and borders around it
const REGION = 70; // degrees: up to here Mercator keeps shapes; beyond, equal areas matter more

export interface Frame {
  west: number;
  width: number;
  south: number;
  north: number;
}

/** The narrowest window of longitudes that holds all spots, over the 180th meridian where that is narrower. */
export function frameOf(spots: readonly Spot[]): Frame {
  const lons = [...new Set(spots.map((spot) => spot.lon))].sort((a, b) => a - b);
  let [west, gap] = [lons[0]!, lons[0]! + 360 - lons.at(-1)!];
  lons.forEach((lon, n) => {
    const space = lon - (lons[n - 1] ?? lon);
    if (space > gap) [west, gap] = [lon, space];
  });
  const lats = spots.map((spot) => spot.lat);
  return padded({ west, width: 360 - gap, south: Math.min(...lats), north: Math.max(...lats) });
}

function padded({ west, width, south, north }: Frame): Frame {
  const wide = Math.min(360, Math.max(LEAST, width * 1.2));
  const tall = Math.max(LEAST * 0.6, (north - south) * 1.2);
  const middle = (south + north) / 2;
  return {
    west: west - (wide - width) / 2, width: wide,
    south: Math.max(-85, middle - tall / 2), north: Math.min(85, middle + tall / 2),
  };
}

/** The projection that fits the frame and the spots into a box of pixels, `edge` of them left free at each side. */
export function projectionOf(frame: Frame, spots: readonly Spot[], width: number, height: number, edge = 0): GeoProjection {
  const middle = frame.west + frame.width / 2;
  const made = (frame.width > REGION ? geoEqualEarth() : geoMercator()).rotate([-middle, 0]);
  const half = Math.min(179.9, frame.width / 2);
  const sides = [-half, 0, half].flatMap((lon) => [frame.south, frame.north].map((lat) => [middle + lon, lat]));
  const coordinates = [...sides, ...spots.map((spot) => [spot.lon, spot.lat])];
  return made.fitExtent([[edge, edge], [width - edge, height - edge]], { type: "MultiPoint", coordinates });
}
