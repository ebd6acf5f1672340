//! Connected components of a system, each solved on its own.

use rustc_hash::FxHashMap;

use crate::constraint::{Bounds, Constraint, Contradiction, Event, Firmness, Point, Side, Statement, Step};
use crate::cycle::{self, Edge};

/// The maximal number of contradictions of one component. A larger number has a common cause.
const CONTRADICTIONS: usize = 16;

/// Events connected by constraints, and these constraints.
pub(crate) struct Component {
    events: Vec<Event>,
    constraints: Vec<Constraint>,
}

/// The solution of a component.
pub(crate) struct Solved {
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) bounds: Vec<(Event, Bounds)>,
}

/// A component without its contradictions.
struct Consistent {
    contradictions: Vec<Contradiction>,
    /// The edges that remain once each contradiction has lost a statement.
    edges: Vec<Edge>,
    /// Whether all contradictions were found.
    is_complete: bool,
}

/// The assumption of a proof by contradiction.
const ASSUMPTION: Statement = Statement(u32::MAX);

/// Returns the connected components of a system, in the order of their first events.
pub(crate) fn components(events: u32, constraints: &[Constraint]) -> Vec<Component> {
    let mut parent: Vec<u32> = (0..events).collect();
    for constraint in constraints {
        if let (Some(a), Some(b)) = (constraint.left.event(), constraint.right.event()) {
            let (a, b) = (root(&mut parent, a.0), root(&mut parent, b.0));
            // The first event represents the component.
            if let Some(slot) = parent.get_mut(a.max(b) as usize) {
                *slot = a.min(b);
            }
        }
    }
    let mut number_of: FxHashMap<u32, usize> = FxHashMap::default();
    let mut components: Vec<Component> = Vec::new();
    for event in 0..events {
        let root = root(&mut parent, event);
        let number = *number_of.entry(root).or_insert_with(|| {
            components.push(Component { events: Vec::new(), constraints: Vec::new() });
            components.len() - 1
        });
        if let Some(component) = components.get_mut(number) {
            component.events.push(Event(event));
        }
    }
    for constraint in constraints {
        let event = constraint.left.event().or(constraint.right.event());
        let root = event.map(|event| root(&mut parent, event.0));
        let number = root.and_then(|root| number_of.get(&root));
        if let Some(component) = number.and_then(|number| components.get_mut(*number)) {
            component.constraints.push(*constraint);
        }
    }
    components
}

/// Returns the representative of a disjoint set.
fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while let Some(&up) = parent.get(at as usize).filter(|up| **up != at) {
        // Path halving.
        let above = parent.get(up as usize).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at as usize) {
            *slot = above;
        }
        at = above;
    }
    at
}

impl Component {
    /// Finds contradictions one by one, each time retracting the least firm statement, then derives bounds
    /// from the statements that remain.
    pub(crate) fn solve<R>(&self, statements: &[(R, Firmness)], ranks: &[u32]) -> Solved {
        let Consistent { contradictions, edges, is_complete } = self.retract(statements, ranks);
        let bounds = if is_complete { self.bounds(&edges) } else { Vec::new() };
        Solved { contradictions, bounds }
    }

    /// Returns the fewest statements that imply a bound of an event, in the order of the proof: they
    /// contradict the opposite of the bound. The proof is empty if there is no such bound.
    pub(crate) fn prove<R>(
        &self,
        event: Event,
        side: Side,
        statements: &[(R, Firmness)],
        ranks: &[u32],
    ) -> Vec<Statement> {
        let Consistent { mut edges, is_complete, .. } = self.retract(statements, ranks);
        let bounds = if is_complete { self.bounds(&edges) } else { Vec::new() };
        let bounds = bounds.into_iter().find(|(other, _)| *other == event).map(|(_, bounds)| bounds);
        let Some(bounds) = bounds else { return Vec::new() };
        let statement = Some(ASSUMPTION);
        let opposite = match side {
            Side::Earliest => bounds.earliest.map(|day| {
                let to = self.node(Point::First(event));
                Edge { from: 0, to, days: day.saturating_sub(1), statement }
            }),
            Side::Latest => bounds.latest.map(|day| {
                let from = self.node(Point::Last(event));
                Edge { from, to: 0, days: day.saturating_add(1).saturating_neg(), statement }
            }),
        };
        let Some(opposite) = opposite else { return Vec::new() };
        edges.push(opposite);
        let Some(cycle) = cycle::shortest(self.nodes(), &edges) else { return Vec::new() };
        let mut statements = Contradiction { steps: self.steps(&cycle) }.statements();
        statements.retain(|statement| *statement != ASSUMPTION);
        statements
    }

    /// Returns whether an event belongs to the component.
    pub(crate) fn contains(&self, event: Event) -> bool {
        self.events.binary_search(&event).is_ok()
    }

    /// Retracts the least firm statement of each contradiction.
    fn retract<R>(&self, statements: &[(R, Firmness)], ranks: &[u32]) -> Consistent {
        let rank = |statement: Statement| ranks.get(statement.0 as usize).copied().unwrap_or(u32::MAX);
        let firmness =
            |statement: Statement| statements.get(statement.0 as usize).map(|(_, firmness)| *firmness);
        let mut edges = self.edges(rank);
        let mut contradictions = Vec::new();
        let mut is_complete = false;
        for _ in 0..=CONTRADICTIONS {
            let Some(cycle) = cycle::shortest(self.nodes(), &edges) else {
                is_complete = true;
                break;
            };
            if contradictions.len() == CONTRADICTIONS {
                break;
            }
            let stated = cycle.iter().filter_map(|edge| edge.statement);
            let weakest = stated.min_by_key(|statement| (firmness(*statement), rank(*statement)));
            let pairs: Vec<(usize, usize)> = cycle
                .iter()
                .filter(|edge| edge.statement == weakest && edge.from != 0 && edge.to != 0)
                .map(|edge| (edge.from, edge.to))
                .collect();
            contradictions.push(Contradiction { steps: self.steps(&cycle) });
            if weakest.is_none() {
                break;
            }
            // Other statements on the same two days would only yield the same contradiction again.
            edges.retain(|edge| edge.statement != weakest && !pairs.contains(&(edge.from, edge.to)));
        }
        Consistent { contradictions, edges, is_complete }
    }

    /// Returns the constraints as edges, in an order that does not depend on the order of insertion.
    fn edges(&self, rank: impl Fn(Statement) -> u32) -> Vec<Edge> {
        let mut constraints = self.constraints.clone();
        constraints.sort_by_key(|one| (one.right, one.left, one.days, one.statement.map(&rank)));
        let edge = |one: &Constraint| Edge {
            from: self.node(one.right),
            to: self.node(one.left),
            days: one.days,
            statement: one.statement,
        };
        constraints.iter().map(edge).collect()
    }

    /// Returns the number of nodes: the calendar and two points of each event.
    fn nodes(&self) -> usize {
        1 + 2 * self.events.len()
    }

    fn node(&self, point: Point) -> usize {
        let number = |event: Event| self.events.binary_search(&event).unwrap_or_default();
        match point {
            Point::Calendar => 0,
            Point::First(event) => 1 + 2 * number(event),
            Point::Last(event) => 2 + 2 * number(event),
        }
    }

    fn point(&self, node: usize) -> Point {
        let event = node.checked_sub(1).and_then(|node| self.events.get(node / 2));
        match event {
            None => Point::Calendar,
            Some(event) if node % 2 == 1 => Point::First(*event),
            Some(event) => Point::Last(*event),
        }
    }

    /// Returns a cycle as steps, starting at the calendar.
    fn steps(&self, cycle: &[Edge]) -> Vec<Step> {
        let start = cycle.iter().position(|edge| edge.from == 0).unwrap_or_default();
        let step = |edge: &Edge| Step {
            statement: edge.statement,
            right: self.point(edge.from),
            left: self.point(edge.to),
            days: edge.days,
        };
        cycle.iter().skip(start).chain(cycle.iter().take(start)).map(step).collect()
    }

    /// Returns the tightest bounds of each event: its distances from and to the calendar.
    fn bounds(&self, edges: &[Edge]) -> Vec<(Event, Bounds)> {
        let nodes = self.nodes();
        let back: Vec<Edge> =
            edges.iter().map(|edge| Edge { from: edge.to, to: edge.from, ..*edge }).collect();
        let (Some(up), Some(down)) = (cycle::distances(nodes, edges), cycle::distances(nodes, &back)) else {
            return Vec::new();
        };
        let at = |days: &[Option<i64>], node: usize| days.get(node).copied().flatten();
        let bounds = |(number, event): (usize, &Event)| {
            let earliest = at(&down, 1 + 2 * number).map(i64::saturating_neg);
            (*event, Bounds { earliest, latest: at(&up, 2 + 2 * number) })
        };
        self.events.iter().enumerate().map(bounds).collect()
    }
}
