//! Random systems, solved and compared with a brute-force search.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use annals_chronology::{Event, Firmness, Point, Side, Solution, Statement, System};
use proptest::prelude::*;

/// `left - right <= days`; points are 0 for the calendar, then first and last of each event.
type Stated = (u8, u8, i64);

const EVENTS: u32 = 2;
/// The brute-force search tries the days from 0 to this one.
const DAYS: i64 = 4;

fn point(number: u8) -> Point {
    let event = |number: u8| Event(u32::from((number - 1) / 2));
    match number {
        0 => Point::Calendar,
        odd if odd % 2 == 1 => Point::First(event(odd)),
        even => Point::Last(event(even)),
    }
}

/// A system with the domain, then the stated constraints.
fn system(stated: &[Stated]) -> System<u64> {
    let mut system = System::new(EVENTS);
    for event in 0..EVENTS {
        let by = system.state(1000 + u64::from(event), Firmness::Stated);
        system.not_before(Point::First(Event(event)), 0, by);
        let by = system.state(2000 + u64::from(event), Firmness::Stated);
        system.not_after(Point::Last(Event(event)), DAYS, by);
    }
    for (left, right, days) in stated {
        let reason = u64::from(*left) * 100 + u64::from(*right) * 10 + days.unsigned_abs();
        let by = system.state(reason, Firmness::Relation);
        system.at_most(point(*left), point(*right), *days, by);
    }
    system
}

/// Returns whether any days within the domain satisfy all constraints.
fn holds(stated: &[&Stated]) -> bool {
    let all = (DAYS + 1).pow(4);
    (0..all).any(|code| {
        let mut rest = code;
        let mut days = [0; 5];
        for day in &mut days[1..] {
            *day = rest % (DAYS + 1);
            rest /= DAYS + 1;
        }
        days[1] <= days[2]
            && days[3] <= days[4]
            && stated
                .iter()
                .all(|(left, right, most)| days[usize::from(*left)] - days[usize::from(*right)] <= *most)
    })
}

fn constraints() -> impl Strategy<Value = Vec<Stated>> {
    let one = (0..5_u8, 0..5_u8, -4..5_i64).prop_filter("two points", |(left, right, _)| left != right);
    prop::collection::vec(one, 0..9)
}

/// The reasons of each contradiction, independent of the numbers of its statements.
fn reasons(system: &System<u64>, solution: &Solution) -> Vec<Vec<u64>> {
    let reason = |statement: Statement| *system.reason(statement).unwrap();
    let chain = |steps: Vec<Statement>| steps.into_iter().map(reason).collect();
    solution.contradictions.iter().map(|found| chain(found.statements())).collect()
}

proptest! {
    #[test]
    fn a_system_contradicts_itself_if_no_days_satisfy_it(stated in constraints()) {
        let solution = system(&stated).solve();
        prop_assert_eq!(holds(&stated.iter().collect::<Vec<_>>()), solution.contradictions.is_empty());
    }

    #[test]
    fn the_statements_of_a_contradiction_cannot_all_hold_and_any_fewer_can(stated in constraints()) {
        let solution = system(&stated).solve();
        // The first statements are two for each event.
        let number = |statement: Statement| (statement.0 as usize).checked_sub(2 * EVENTS as usize);
        for found in &solution.contradictions {
            let statements = found.statements();
            let of: Vec<&Stated> = statements.iter().filter_map(|statement| stated.get(number(*statement)?)).collect();
            prop_assert!(!holds(&of));
            prop_assert!(found.steps.iter().map(|step| step.days).sum::<i64>() < 0);
            for pair in found.steps.windows(2) {
                prop_assert_eq!(pair[0].left, pair[1].right);
            }
            for without in 0..statements.len() {
                let mut fewer = System::new(EVENTS);
                for (number, kept) in statements.iter().enumerate().filter(|(number, _)| *number != without) {
                    let by = fewer.state(number, Firmness::Stated);
                    for step in found.steps.iter().filter(|step| step.statement == Some(*kept)) {
                        fewer.at_most(step.left, step.right, step.days, by);
                    }
                }
                prop_assert!(fewer.solve().contradictions.is_empty());
            }
        }
    }

    #[test]
    fn bounds_are_the_tightest(stated in constraints()) {
        let solution = system(&stated).solve();
        prop_assume!(solution.contradictions.is_empty());
        for event in 0..2_u8 {
            let bounds = solution.bounds[usize::from(event)];
            let (first, last) = (1 + 2 * event, 2 + 2 * event);
            let with = |extra: Stated| {
                let mut all: Vec<&Stated> = stated.iter().collect();
                all.push(&extra);
                holds(&all)
            };
            let (earliest, latest) = (bounds.earliest.unwrap(), bounds.latest.unwrap());
            prop_assert!(with((first, 0, earliest)) && !with((first, 0, earliest - 1)));
            prop_assert!(with((0, last, -latest)) && !with((0, last, -latest - 1)));
        }
    }

    #[test]
    fn a_bound_follows_from_its_proof_alone(stated in constraints()) {
        let all = system(&stated);
        let solution = all.solve();
        prop_assume!(solution.contradictions.is_empty());
        for (event, side) in [(0, Side::Earliest), (0, Side::Latest), (1, Side::Earliest), (1, Side::Latest)] {
            let proof = all.prove(Event(event), side);
            let mut fewer = System::new(EVENTS);
            for statement in proof {
                let by = fewer.state(statement.0, Firmness::Stated);
                let (of, last) = (Event(statement.0 / 2), statement.0 % 2 == 1);
                match (statement.0 as usize).checked_sub(2 * EVENTS as usize).map(|number| stated[number]) {
                    Some((left, right, days)) => fewer.at_most(point(left), point(right), days, by),
                    None if last => fewer.not_after(Point::Last(of), DAYS, by),
                    None => fewer.not_before(Point::First(of), 0, by),
                }
            }
            let bound = |solution: &Solution| match side {
                Side::Earliest => solution.bounds[event as usize].earliest,
                Side::Latest => solution.bounds[event as usize].latest,
            };
            prop_assert_eq!(bound(&fewer.solve()), bound(&solution));
        }
    }

    #[test]
    fn the_order_of_statements_changes_nothing(stated in constraints(), seed in any::<u64>()) {
        let mut stated = stated;
        stated.sort();
        stated.dedup_by_key(|(left, right, days)| (*left, *right, days.unsigned_abs()));
        let mut mixed = stated.clone();
        for at in (1..mixed.len()).rev() {
            let other = usize::try_from(seed.rotate_left(u32::try_from(at).unwrap()) % (at as u64 + 1)).unwrap();
            mixed.swap(at, other);
        }
        let (one, other) = (system(&stated), system(&mixed));
        let (solved, mixed) = (one.solve(), other.solve());
        prop_assert_eq!(reasons(&one, &solved), reasons(&other, &mixed));
        prop_assert_eq!(solved.bounds, mixed.bounds);
    }

    #[test]
    fn what_is_true_of_a_schedule_never_contradicts_itself(
        days in prop::collection::vec((-400_000..400_000_i64, 0..4000_i64), 2..40),
        pairs in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..300_i64), 0..200),
    ) {
        let mut system = System::new(u32::try_from(days.len()).unwrap());
        for (number, (first, long)) in (0..).zip(&days) {
            let by = system.state(u64::from(number), Firmness::Stated);
            system.not_before(Point::First(Event(number)), first - 10, by);
            system.not_after(Point::Last(Event(number)), first + long + 10, by);
        }
        for (a, b, slack) in pairs {
            let (a, b) = (a.index(days.len()), b.index(days.len()));
            let (end, begin) = (days[a].0 + days[a].1, days[b].0);
            let by = system.state(1000, Firmness::Relation);
            let (a, b) = (Event(u32::try_from(a).unwrap()), Event(u32::try_from(b).unwrap()));
            system.at_most(Point::Last(a), Point::First(b), end - begin + slack, by);
        }
        prop_assert!(system.solve().contradictions.is_empty());
    }
}

#[test]
fn several_contradictions_of_one_component_are_all_found() {
    let mut system = System::new(4);
    system.one_day(Event(0));
    let founding = system.state(0, Firmness::Stated);
    system.not_before(Point::First(Event(0)), 100, founding);
    for (event, day) in [(1, 50), (2, 60), (3, 150)] {
        let date = system.state(u64::from(event), Firmness::Stated);
        system.not_before(Point::First(Event(event)), day, date);
        system.not_after(Point::Last(Event(event)), day, date);
        let act = system.state(10 + u64::from(event), Firmness::Axiom);
        system.in_order(Point::First(Event(0)), Point::First(Event(event)), act);
    }
    let solution = system.solve();
    let mut found = reasons(&system, &solution);
    for chain in &mut found {
        chain.sort_unstable();
    }
    found.sort();
    assert_eq!(found, [[0, 1, 11], [0, 2, 12]]);
    assert_eq!(solution.bounds[0].earliest, Some(100));
    assert_eq!(solution.bounds[0].latest, Some(150));
}
