import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type SimulationNodeDatum } from 'd3-force';

import type { Network } from '../api/types';

interface Node extends SimulationNodeDatum {
  id: string;
}

const STEPS = 300;
const MARGIN = 48;

/** Where the actors of a network stand: the same every time for the same network, and inside the frame. */
export function layout(network: Network, size: { width: number; height: number }): Map<string, { x: number; y: number }> {
  const nodes: Node[] = network.nodes.map((node) => ({ id: node.value }));
  const links = network.links.map((link) => ({ source: link.a, target: link.b }));
  forceSimulation(nodes)
    .force('link', forceLink<Node, { source: string; target: string }>(links).id((node) => node.id).distance(90))
    .force('apart', forceManyBody().strength(-420))
    .force('room', forceCollide(34))
    // A frame that is wider than high wants its actors so too.
    .force('x', forceX(0).strength(0.05 * (size.height / size.width)))
    .force('y', forceY(0).strength(0.09))
    .stop()
    .tick(STEPS);
  const xs = nodes.map((node) => node.x ?? 0);
  const ys = nodes.map((node) => node.y ?? 0);
  const fit = (value: number, all: number[], room: number): number => {
    const [low, high] = [Math.min(...all), Math.max(...all)];
    return high === low ? room / 2 : MARGIN + ((value - low) / (high - low)) * (room - 2 * MARGIN);
  };
  return new Map(nodes.map((node) => [node.id, { x: fit(node.x ?? 0, xs, size.width), y: fit(node.y ?? 0, ys, size.height) }]));
}
