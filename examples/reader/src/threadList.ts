import { ConnectionHandler, type RecordProxy, type RecordSourceProxy } from "relay-runtime";

/**
 * Put comments into the list of a thread, each in its place: after everything below its parent.
 *
 * That is where the newest reply stands in the API's own order. A comment that is in the list already
 * stays where it is, so it does no harm to read some of them twice.
 */
export function addToThread(thread: RecordProxy, added: readonly RecordProxy[]): void {
  const edges = [...(thread.getLinkedRecords("edges") ?? [])];
  const nodes = edges.map((edge) => edge.getLinkedRecord("node"));
  for (const edge of added) {
    const node = edge.getLinkedRecord("node");
    if (node === null || nodes.includes(node)) continue;
    const place = placeBelow(nodes, node.getValue("parentId"));
    edges.splice(place, 0, edge);
    nodes.splice(place, 0, node);
  }
  thread.setLinkedRecords(edges, "edges");
}

/** The place in the list of a comment that was just written: there is nothing yet to read below it. */
export function threadEdge(
  store: RecordSourceProxy,
  thread: RecordProxy,
  comment: RecordProxy,
): RecordProxy {
  const edge = ConnectionHandler.createEdge(store, thread, comment, "ThreadEdge");
  edge.setValue("", "cursor");
  edge.setValue("", "repliesCursor");
  return edge;
}

function placeBelow(nodes: readonly (RecordProxy | null)[], parentId: unknown): number {
  const parent = nodes.findIndex((node) => node?.getDataID() === parentId);
  if (parent === -1) return nodes.length;
  const depth = depthOf(nodes[parent]);
  const next = nodes.findIndex((node, index) => index > parent && depthOf(node) <= depth);
  return next === -1 ? nodes.length : next;
}

const depthOf = (node: RecordProxy | null | undefined) => Number(node?.getValue("depth"));
