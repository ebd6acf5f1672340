//! Events that hang together, apart from all others.

use rustc_hash::FxHashMap;

use crate::cycle::{self, Edge};
use crate::system::{Bounds, Constraint, Contradiction, Event, Firmness, Point, Side, Statement, Step};

/// Most contradictions told of one component: more than that have one cause.
const TOLD: usize = 16;

/// Events that inequalities tie to each other, and all that is said of them.
pub(crate) struct Component {
    events: Vec<Event>,
    constraints: Vec<Constraint>,
}

/// What a component says.
pub(crate) struct Solved {
    pub(crate) contradictions: Vec<Contradiction>,
    pub(crate) bounds: Vec<(Event, Bounds)>,
}

/// What is left of a component when its contradictions are taken out.
struct Settled {
    contradictions: Vec<Contradiction>,
    edges: Vec<Edge>,
    /// Whether all of them were found.
    is_whole: bool,
}

/// What is only supposed, to see what speaks against it.
const SUPPOSED: Statement = Statement(u32::MAX);

/// The components of a system, in the order of their first events.
pub(crate) fn components(events: u32, constraints: &[Constraint]) -> Vec<Component> {
    let mut parent: Vec<u32> = (0..events).collect();
    for constraint in constraints {
        if let (Some(a), Some(b)) = (constraint.left.event(), constraint.right.event()) {
            let (a, b) = (root(&mut parent, a.0), root(&mut parent, b.0));
            // The first event stands for all.
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

fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while let Some(&up) = parent.get(at as usize).filter(|up| **up != at) {
        // Halves the path for those who come later.
        let above = parent.get(up as usize).copied().unwrap_or(up);
        if let Some(slot) = parent.get_mut(at as usize) {
            *slot = above;
        }
        at = above;
    }
    at
}

impl Component {
    /// Contradictions, one after the other: each time the least firm statement gives way. Then what
    /// follows from what is left.
    pub(crate) fn solve<R>(&self, statements: &[(R, Firmness)], order: &[u32]) -> Solved {
        let Settled { contradictions, edges, is_whole } = self.settle(statements, order);
        let nodes = 1 + 2 * self.events.len();
        let bounds = if is_whole { self.bounds(nodes, &edges) } else { Vec::new() };
        Solved { contradictions, bounds }
    }

    /// The fewest statements from which a bound of an event follows, in their order: with the opposite of
    /// the bound they are a contradiction. Empty, where it has no such bound.
    pub(crate) fn grounds<R>(
        &self,
        event: Event,
        side: Side,
        statements: &[(R, Firmness)],
        order: &[u32],
    ) -> Vec<Statement> {
        let Settled { mut edges, is_whole, .. } = self.settle(statements, order);
        let nodes = 1 + 2 * self.events.len();
        let bounds = if is_whole { self.bounds(nodes, &edges) } else { Vec::new() };
        let bounds = bounds.into_iter().find(|(other, _)| *other == event).map(|(_, bounds)| bounds);
        let Some(bounds) = bounds else { return Vec::new() };
        let told = Some(SUPPOSED);
        let opposite = match side {
            Side::Earliest => bounds.earliest.map(|day| {
                let to = self.node(Point::First(event));
                Edge { from: 0, to, days: day.saturating_sub(1), told }
            }),
            Side::Latest => bounds.latest.map(|day| {
                let from = self.node(Point::Last(event));
                Edge { from, to: 0, days: day.saturating_add(1).saturating_neg(), told }
            }),
        };
        let Some(opposite) = opposite else { return Vec::new() };
        edges.push(opposite);
        let Some(chain) = cycle::shortest(nodes, &edges) else { return Vec::new() };
        let mut statements = Contradiction { steps: self.steps(&chain) }.statements();
        statements.retain(|statement| *statement != SUPPOSED);
        statements
    }

    /// Whether an event is one of its own.
    pub(crate) fn holds(&self, event: Event) -> bool {
        self.events.binary_search(&event).is_ok()
    }

    fn settle<R>(&self, statements: &[(R, Firmness)], order: &[u32]) -> Settled {
        let place = |statement: Statement| order.get(statement.0 as usize).copied().unwrap_or(u32::MAX);
        let mut constraints = self.constraints.clone();
        constraints.sort_by_key(|told| (told.right, told.left, told.days, told.statement.map(place)));
        let mut edges: Vec<Edge> = constraints
            .iter()
            .map(|told| Edge {
                from: self.node(told.right),
                to: self.node(told.left),
                days: told.days,
                told: told.statement,
            })
            .collect();
        let nodes = 1 + 2 * self.events.len();
        let mut contradictions = Vec::new();
        let mut is_whole = false;
        for _ in 0..=TOLD {
            let Some(chain) = cycle::shortest(nodes, &edges) else {
                is_whole = true;
                break;
            };
            if contradictions.len() == TOLD {
                break;
            }
            let firmness = |told: Statement| statements.get(told.0 as usize).map(|(_, firmness)| *firmness);
            let weakest =
                chain.iter().filter_map(|edge| edge.told).min_by_key(|told| (firmness(*told), place(*told)));
            let pairs: Vec<(usize, usize)> = chain
                .iter()
                .filter(|edge| edge.told == weakest && edge.from != 0 && edge.to != 0)
                .map(|edge| (edge.from, edge.to))
                .collect();
            contradictions.push(Contradiction { steps: self.steps(&chain) });
            if weakest.is_none() {
                break;
            }
            // What others say of the same two days would only prove the same again.
            edges.retain(|edge| edge.told != weakest && !pairs.contains(&(edge.from, edge.to)));
        }
        Settled { contradictions, edges, is_whole }
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

    /// The chain as steps, from the calendar on.
    fn steps(&self, chain: &[Edge]) -> Vec<Step> {
        let start = chain.iter().position(|edge| edge.from == 0).unwrap_or_default();
        let step = |edge: &Edge| Step {
            statement: edge.told,
            right: self.point(edge.from),
            left: self.point(edge.to),
            days: edge.days,
        };
        chain.iter().skip(start).chain(chain.iter().take(start)).map(step).collect()
    }

    fn bounds(&self, nodes: usize, edges: &[Edge]) -> Vec<(Event, Bounds)> {
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
