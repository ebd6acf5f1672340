//! Shortest paths and negative cycles in a small weighted graph.

use crate::system::Statement;

/// Most statements of a chain.
const CHAIN: usize = 64;
/// Most points from which a cycle that does not touch the calendar is looked for.
const STARTS: usize = 64;
/// Most rounds over all edges in which distances have to settle.
const ROUNDS: usize = 256;

/// Node 0 is the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) days: i64,
    pub(crate) told: Option<Statement>,
}

/// A way to a node: its last edge, and the way before it.
#[derive(Clone, Copy)]
struct Way {
    node: usize,
    days: i64,
    edge: usize,
    before: Option<usize>,
}

/// Edges by the node they leave.
struct Graph<'e> {
    edges: &'e [Edge],
    /// The edges of node `n` are `numbers[offsets[n]..offsets[n + 1]]`.
    offsets: Vec<usize>,
    numbers: Vec<usize>,
}

impl<'e> Graph<'e> {
    fn new(nodes: usize, edges: &'e [Edge]) -> Self {
        let mut numbers: Vec<usize> = (0..edges.len()).collect();
        let from = |number: &usize| edges.get(*number).map_or(nodes, |edge| edge.from);
        numbers.sort_by_key(from);
        let offsets = (0..=nodes).map(|node| numbers.partition_point(|number| from(number) < node)).collect();
        Self { edges, offsets, numbers }
    }

    fn leaving(&self, node: usize) -> impl Iterator<Item = (usize, &'e Edge)> + '_ {
        let range = match (self.offsets.get(node), self.offsets.get(node + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        };
        let numbers = self.numbers.get(range).unwrap_or_default();
        numbers.iter().filter_map(|number| Some((*number, self.edges.get(*number)?)))
    }
}

/// A cycle of negative weight with the fewest statements, if there is one of at most [`CHAIN`].
///
/// Every such cycle has an edge of negative weight, so it is enough to look from where these begin:
/// from the calendar, and from each point that another has to be ahead of.
pub(crate) fn shortest(nodes: usize, edges: &[Edge]) -> Option<Vec<Edge>> {
    let graph = Graph::new(nodes, edges);
    let mut best = shortest_through(&graph, nodes, 0);
    let mut starts: Vec<usize> =
        edges.iter().filter(|edge| edge.days < 0 && edge.to != 0).map(|edge| edge.from).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts.into_iter().filter(|start| *start != 0).take(STARTS) {
        let found = shortest_through(&graph, nodes, start);
        let length = |chain: &Vec<Edge>| told(chain);
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| length(&found) < length(best))
        {
            best = Some(found);
        }
    }
    best
}

fn told(chain: &[Edge]) -> usize {
    chain.iter().filter(|edge| edge.told.is_some()).count()
}

/// The same, of the cycles through one node: paths from it, one statement longer in each round.
fn shortest_through(graph: &Graph<'_>, nodes: usize, start: usize) -> Option<Vec<Edge>> {
    let mut best = vec![i64::MAX; nodes];
    *best.get_mut(start)? = 0;
    let mut ways = vec![Way { node: start, days: 0, edge: usize::MAX, before: None }];
    let mut round = 0..1;
    // What holds without a statement costs none.
    spread(graph, start, &mut best, &mut ways, 0);
    round.end = ways.len();
    for _ in 0..CHAIN {
        let mut closed: Option<Way> = None;
        let next = ways.len();
        for number in round {
            let Some(way) = ways.get(number).copied() else { continue };
            for (edge, reached) in graph.leaving(way.node).filter(|(_, edge)| edge.told.is_some()) {
                let days = way.days.saturating_add(reached.days);
                let longer = Way { node: reached.to, days, edge, before: Some(number) };
                if reached.to == start {
                    if days < 0 && closed.is_none_or(|closed| days < closed.days) {
                        closed = Some(longer);
                    }
                } else if best.get(reached.to).is_some_and(|best| days < *best) {
                    if let Some(best) = best.get_mut(reached.to) {
                        *best = days;
                    }
                    ways.push(longer);
                }
            }
        }
        let mut at = next;
        while at < ways.len() {
            if let Some(found) = spread(graph, start, &mut best, &mut ways, at)
                && closed.is_none_or(|closed| found.days < closed.days)
            {
                closed = Some(found);
            }
            at += 1;
        }
        if let Some(closed) = closed {
            return Some(simple(chain(graph, &ways, closed)));
        }
        if next == ways.len() {
            return None;
        }
        round = next..ways.len();
    }
    None
}

/// Goes on from a way along edges that rest on no statement. A way that closes a negative cycle is
/// given back.
fn spread(graph: &Graph<'_>, start: usize, best: &mut [i64], ways: &mut Vec<Way>, at: usize) -> Option<Way> {
    let way = ways.get(at).copied()?;
    let mut closed = None;
    for (edge, reached) in graph.leaving(way.node).filter(|(_, edge)| edge.told.is_none()) {
        let days = way.days.saturating_add(reached.days);
        let longer = Way { node: reached.to, days, edge, before: Some(at) };
        if reached.to == start {
            if days < 0 {
                closed = Some(longer);
            }
        } else if let Some(best) = best.get_mut(reached.to).filter(|best| days < **best) {
            *best = days;
            ways.push(longer);
        }
    }
    closed
}

/// The edges of a way, from its beginning.
fn chain(graph: &Graph<'_>, ways: &[Way], last: Way) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut way = Some(last);
    while let Some(at) = way {
        edges.extend(graph.edges.get(at.edge).copied());
        way = at.before.and_then(|before| ways.get(before).copied());
    }
    edges.reverse();
    edges
}

/// A closed chain without the detours that close earlier: one of them may be negative by itself.
fn simple(chain: Vec<Edge>) -> Vec<Edge> {
    for (end, edge) in chain.iter().enumerate() {
        let begins = chain.iter().take(end + 1).position(|earlier| earlier.from == edge.to);
        if let Some(start) = begins.filter(|start| (*start, end + 1) != (0, chain.len())) {
            let inner: Vec<Edge> = chain.get(start..=end).unwrap_or_default().to_vec();
            if inner.iter().map(|edge| edge.days).fold(0, i64::saturating_add) < 0 {
                return inner;
            }
            let outer = chain.iter().take(start).chain(chain.iter().skip(end + 1)).copied().collect();
            return simple(outer);
        }
    }
    chain
}

/// The shortest distance from the calendar to every node that it reaches. None where they do not
/// settle.
pub(crate) fn distances(nodes: usize, edges: &[Edge]) -> Option<Vec<Option<i64>>> {
    let graph = Graph::new(nodes, edges);
    let mut days: Vec<Option<i64>> = vec![None; nodes];
    *days.get_mut(0)? = Some(0);
    let mut changed = vec![0];
    for _ in 0..ROUNDS {
        let mut next = Vec::new();
        for node in changed {
            let Some(before) = days.get(node).copied().flatten() else { continue };
            for (_, edge) in graph.leaving(node) {
                let reached = before.saturating_add(edge.days);
                if let Some(slot) = days.get_mut(edge.to)
                    && slot.is_none_or(|known| reached < known)
                {
                    *slot = Some(reached);
                    next.push(edge.to);
                }
            }
        }
        if next.is_empty() {
            return Some(days);
        }
        next.sort_unstable();
        next.dedup();
        changed = next;
    }
    None
}
