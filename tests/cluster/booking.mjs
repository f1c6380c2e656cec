// A meeting room that people at all nodes want at once.
import {oneOfAThousand} from '../lib/rivals.mjs';

export const BOOKINGS = [
  {name: 'of a thousand who book one room at three nodes, one gets it',
    body: ({cluster: {nodes}}) => oneOfAThousand(nodes.map((node) => node.http))},
];
