//! One-of sets.

use crate::Edtf;

impl Edtf {
    /// Returns the one-of set of these dates: flattened, sorted and without duplicates. A single date is returned
    /// as it is; `None` if there is no date.
    ///
    /// ```
    /// use annals_edtf::Edtf;
    ///
    /// let set = Edtf::one_of([Edtf::year(1889), Edtf::year(1887), Edtf::year(1889)]);
    /// assert_eq!(set.map(|set| set.to_string()).as_deref(), Some("[1887,1889]"));
    ///
    /// assert_eq!(Edtf::one_of([Edtf::year(1887)]), Some(Edtf::year(1887)));
    /// assert_eq!(Edtf::one_of([]), None);
    /// ```
    #[must_use]
    pub fn one_of(dates: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat = Vec::new();
        for date in dates {
            match date {
                Self::OneOf(more) => flat.extend(more),
                other => flat.push(other),
            }
        }
        flat.sort_by_cached_key(|date| (date.earliest(), date.latest(), date.to_string()));
        flat.dedup();
        if flat.len() > 1 { Some(Self::OneOf(flat)) } else { flat.pop() }
    }

    /// The members of a one-of set; the date itself if it is none.
    pub(crate) fn alternatives(&self) -> &[Self] {
        if let Self::OneOf(dates) = self { dates } else { std::slice::from_ref(self) }
    }
}
