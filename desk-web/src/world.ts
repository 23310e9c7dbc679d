// The outlines of countries (world-atlas, Natural Earth), asked for once, from this host, when a map is seen.
import { feature, mesh } from "topojson-client";
import type { FeatureCollection, MultiLineString } from "geojson";
import type { GeometryCollection, Topology } from "topojson-specification";

type Atlas = Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export interface World {
  land: FeatureCollection;
  borders: MultiLineString;
}

let world: Promise<World> | undefined;

export function theWorld(): Promise<World> {
  world ??= fetch("/static/world.json", { credentials: "same-origin" })
    .then((answer) => (answer.ok ? (answer.json() as Promise<Atlas>) : Promise.reject(new Error(answer.statusText))))
    .then((atlas) => ({
      land: feature(atlas, atlas.objects.land) as FeatureCollection,
      borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b),
    }));
  return world;
}
