//! The eleven datasets and their schemas.

/// A dataset of `processed/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the schema of each dataset describes it")]
pub enum Dataset {
    Articles,
    Claims,
    Events,
    Comparisons,
    People,
    Positions,
    Organisations,
    Places,
    Quotations,
    Quantities,
    Findings,
}

impl Dataset {
    /// All datasets, in the order of publication.
    pub const ALL: [Self; 11] = [
        Self::Articles,
        Self::Claims,
        Self::Events,
        Self::Comparisons,
        Self::People,
        Self::Positions,
        Self::Organisations,
        Self::Places,
        Self::Quotations,
        Self::Quantities,
        Self::Findings,
    ];

    /// Returns the file name without extension.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Claims => "claims",
            Self::Events => "events",
            Self::Comparisons => "comparisons",
            Self::People => "people",
            Self::Positions => "positions",
            Self::Organisations => "organisations",
            Self::Places => "places",
            Self::Quotations => "quotations",
            Self::Quantities => "quantities",
            Self::Findings => "findings",
        }
    }

    /// Returns the JSON Schema (draft 2020-12) of a record.
    #[must_use]
    pub fn schema(self) -> &'static str {
        match self {
            Self::Articles => include_str!("../schemas/articles.schema.json"),
            Self::Claims => include_str!("../schemas/claims.schema.json"),
            Self::Events => include_str!("../schemas/events.schema.json"),
            Self::Comparisons => include_str!("../schemas/comparisons.schema.json"),
            Self::People => include_str!("../schemas/people.schema.json"),
            Self::Positions => include_str!("../schemas/positions.schema.json"),
            Self::Organisations => include_str!("../schemas/organisations.schema.json"),
            Self::Places => include_str!("../schemas/places.schema.json"),
            Self::Quotations => include_str!("../schemas/quotations.schema.json"),
            Self::Quantities => include_str!("../schemas/quantities.schema.json"),
            Self::Findings => include_str!("../schemas/findings.schema.json"),
        }
    }
}
