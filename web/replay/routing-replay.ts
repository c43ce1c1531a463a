import type { paths } from '../api/schema.ts';

export type RoutingReplay = paths['/api/replay/routing']['post']['responses'][200]['content']['application/json'];
export type RoutingRequest = paths['/api/replay/routing']['post']['requestBody']['content']['application/json'];
export type RoutingRows = paths['/api/replay/routing/rows']['post']['responses'][200]['content']['application/json'];
export type RowsRequest = paths['/api/replay/routing/rows']['post']['requestBody']['content']['application/json'];
export type Result = RoutingReplay['draft'];
