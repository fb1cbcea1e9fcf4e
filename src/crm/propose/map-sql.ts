import type { DateOrder } from '../csv/map-settings.ts';

/** How a map's macros read text without a second argument: what `map.yaml` will say. */
export type MapHabits = { readonly decimalComma: boolean; readonly dateOrder: DateOrder };

/** SQL of a map; what it needs to say depends on what `map.yaml` says. */
export type MapSql = (habits: MapHabits) => string;
