//! Shortest paths and negative cycles in a small weighted graph.

use crate::constraint::Statement;

/// The maximal number of statements of a cycle.
const LENGTH: usize = 64;
/// The maximal number of nodes from which cycles without the calendar are searched for.
const STARTS: usize = 64;
/// The maximal number of rounds in which distances have to converge.
const ROUNDS: usize = 256;

/// An edge of the constraint graph: `to - from <= days`. Node 0 is the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) days: i64,
    pub(crate) statement: Option<Statement>,
}

/// A path to a node: its last edge, and the index of the path before that edge.
#[derive(Clone, Copy)]
struct Path {
    node: usize,
    days: i64,
    edge: usize,
    before: Option<usize>,
}

/// Edges, indexed by the node they leave.
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

    /// Returns the edges that leave a node, with their indices.
    fn leaving(&self, node: usize) -> impl Iterator<Item = (usize, &'e Edge)> + '_ {
        let range = match (self.offsets.get(node), self.offsets.get(node + 1)) {
            (Some(start), Some(end)) => *start..*end,
            _ => 0..0,
        };
        let numbers = self.numbers.get(range).unwrap_or_default();
        numbers.iter().filter_map(|number| Some((*number, self.edges.get(*number)?)))
    }
}

/// Returns a cycle of negative weight with the fewest statements, if there is one of at most [`LENGTH`].
///
/// Every such cycle has an edge of negative weight. The search therefore starts at the calendar and at
/// the nodes that such edges leave.
pub(crate) fn shortest(nodes: usize, edges: &[Edge]) -> Option<Vec<Edge>> {
    let graph = Graph::new(nodes, edges);
    let mut best = shortest_through(&graph, nodes, 0);
    let mut starts: Vec<usize> =
        edges.iter().filter(|edge| edge.days < 0 && edge.to != 0).map(|edge| edge.from).collect();
    starts.sort_unstable();
    starts.dedup();
    for start in starts.into_iter().filter(|start| *start != 0).take(STARTS) {
        let found = shortest_through(&graph, nodes, start);
        if let Some(found) = found
            && best.as_ref().is_none_or(|best| statements(&found) < statements(best))
        {
            best = Some(found);
        }
    }
    best
}

/// Returns the number of edges that rest on a statement.
fn statements(cycle: &[Edge]) -> usize {
    cycle.iter().filter(|edge| edge.statement.is_some()).count()
}

/// Returns the shortest negative cycle through one node. Each round makes the paths from that node one
/// statement longer.
fn shortest_through(graph: &Graph<'_>, nodes: usize, start: usize) -> Option<Vec<Edge>> {
    let mut best = vec![i64::MAX; nodes];
    *best.get_mut(start)? = 0;
    let mut paths = vec![Path { node: start, days: 0, edge: usize::MAX, before: None }];
    let mut round = 0..1;
    // Edges without a statement do not count towards the length.
    extend_freely(graph, start, &mut best, &mut paths, 0);
    round.end = paths.len();
    for _ in 0..LENGTH {
        let mut closed: Option<Path> = None;
        let next = paths.len();
        for number in round {
            let Some(path) = paths.get(number).copied() else { continue };
            for (edge, reached) in graph.leaving(path.node).filter(|(_, edge)| edge.statement.is_some()) {
                let days = path.days.saturating_add(reached.days);
                let longer = Path { node: reached.to, days, edge, before: Some(number) };
                if reached.to == start {
                    if days < 0 && closed.is_none_or(|closed| days < closed.days) {
                        closed = Some(longer);
                    }
                } else if let Some(best) = best.get_mut(reached.to).filter(|best| days < **best) {
                    *best = days;
                    paths.push(longer);
                }
            }
        }
        let mut at = next;
        while at < paths.len() {
            if let Some(found) = extend_freely(graph, start, &mut best, &mut paths, at)
                && closed.is_none_or(|closed| found.days < closed.days)
            {
                closed = Some(found);
            }
            at += 1;
        }
        if let Some(closed) = closed {
            return Some(simple(edges_of(graph, &paths, closed)));
        }
        if next == paths.len() {
            return None;
        }
        round = next..paths.len();
    }
    None
}

/// Extends a path along edges without a statement. Returns the path that closes a negative cycle.
fn extend_freely(
    graph: &Graph<'_>,
    start: usize,
    best: &mut [i64],
    paths: &mut Vec<Path>,
    at: usize,
) -> Option<Path> {
    let path = paths.get(at).copied()?;
    let mut closed = None;
    for (edge, reached) in graph.leaving(path.node).filter(|(_, edge)| edge.statement.is_none()) {
        let days = path.days.saturating_add(reached.days);
        let longer = Path { node: reached.to, days, edge, before: Some(at) };
        if reached.to == start {
            if days < 0 {
                closed = Some(longer);
            }
        } else if let Some(best) = best.get_mut(reached.to).filter(|best| days < **best) {
            *best = days;
            paths.push(longer);
        }
    }
    closed
}

/// Returns the edges of a path, from its start.
fn edges_of(graph: &Graph<'_>, paths: &[Path], last: Path) -> Vec<Edge> {
    let mut edges = Vec::new();
    let mut path = Some(last);
    while let Some(at) = path {
        edges.extend(graph.edges.get(at.edge).copied());
        path = at.before.and_then(|before| paths.get(before).copied());
    }
    edges.reverse();
    edges
}

/// Removes inner cycles from a closed path. An inner cycle that is negative is returned instead.
fn simple(cycle: Vec<Edge>) -> Vec<Edge> {
    for (end, edge) in cycle.iter().enumerate() {
        let begins = cycle.iter().take(end + 1).position(|earlier| earlier.from == edge.to);
        if let Some(start) = begins.filter(|start| (*start, end + 1) != (0, cycle.len())) {
            let inner: Vec<Edge> = cycle.get(start..=end).unwrap_or_default().to_vec();
            if inner.iter().map(|edge| edge.days).fold(0, i64::saturating_add) < 0 {
                return inner;
            }
            let outer = cycle.iter().take(start).chain(cycle.iter().skip(end + 1)).copied().collect();
            return simple(outer);
        }
    }
    cycle
}

/// Returns the shortest distance from the calendar to every node it reaches; `None` if the distances do
/// not converge.
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
