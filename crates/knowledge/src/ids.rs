//! Identifiers of the rules and words of a language.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub(crate) usize);

        impl $name {
            /// Returns the index of the rule or word in its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0
            }
        }
    )*};
}

ids! {
    /// A rule for event nouns: [`Language::noun`](crate::Language::noun).
    NounId;
    /// A rule for event verbs: [`Language::verb`](crate::Language::verb).
    VerbId;
    /// A rule for verbs that assert the event of a noun: [`Language::support`](crate::Language::support).
    SupportId;
    /// A rule for headings of lists of events: [`Language::entry`](crate::Language::entry).
    EntriesId;
    /// A rule for words that state the order of two events: [`Language::order`](crate::Language::order).
    OrderId;
    /// A rank: [`Language::rank`](crate::Language::rank).
    RankId;
    /// A role of people counted, such as wounded: [`Language::role`](crate::Language::role).
    RoleId;
    /// A group of synonymous nouns for something that is opened, built or closed.
    ThingId;
}
