//! Which replacement a hit gets, by the cases of its rule.

use super::Page;
use crate::diagnostic::Safety;
use crate::rules::terminology::compile::{CaseOutcome, Target};
use crate::rules::terminology::french;
use crate::rules::terminology::hit::Hit;
use crate::rules::terminology::pack::FormClass;
use crate::rules::terminology::text::{Phrase, Text};

/// Which replacement, by the cases of the rule; `Err`: none of it is to be reported, and why.
#[allow(
    clippy::type_complexity,
    reason = "three facts of one decision, named where they are taken apart"
)]
pub(super) fn decide<'t>(
    page: &Page<'_>,
    hit: &Hit<'t>,
) -> Result<(Option<&'t Target>, Safety, Option<&'t str>), String> {
    let term = hit.term;
    for (number, case) in term.cases.iter().enumerate() {
        let text = &page.text;
        let holds = (case.forms.is_empty()
            || case.forms.iter().any(|form| is_form(text, hit, *form)))
            && (case.before.is_empty()
                || case
                    .before
                    .iter()
                    .any(|phrase| stands_before(text, hit.head, phrase)))
            && !case
                .unless_before
                .iter()
                .any(|phrase| stands_before(text, hit.head, phrase))
            && (case.followed_by.is_empty()
                || case
                    .followed_by
                    .iter()
                    .any(|phrase| stands_after(text, hit.last(), phrase)))
            && !case
                .unless_followed_by
                .iter()
                .any(|phrase| stands_after(text, hit.last(), phrase))
            && case.scope.holds(&page.message.file.path)
            && match &case.when {
                Some(when) => when.holds(page.source_of(hit.head)),
                None => term
                    .when
                    .as_ref()
                    .is_none_or(|when| when.holds(page.source_of(hit.head))),
            };
        if !holds {
            continue;
        }
        let safety = case.fix.unwrap_or(term.fix);
        let why = case.why.as_deref();
        return match &case.outcome {
            CaseOutcome::Pass => Err(format!("case {} of the rule lets it stand", number + 1)),
            CaseOutcome::Report => Ok((None, safety, why)),
            CaseOutcome::Inherit => Ok((term.target.as_ref(), safety, why)),
            CaseOutcome::Use(target) => Ok((Some(target), safety, why)),
        };
    }
    if term
        .when
        .as_ref()
        .is_some_and(|when| !when.holds(page.source_of(hit.head)))
    {
        return Err("the source does not say what the rule asks of it".to_owned());
    }
    Ok((term.target.as_ref(), term.fix, None))
}

/// Whether the phrase stands right before the piece.
fn stands_before(text: &Text<'_>, head: usize, phrase: &Phrase) -> bool {
    head.checked_sub(phrase.len()).is_some_and(|from| {
        text.says(from, phrase) == head.checked_sub(1)
            && (from..head).all(|at| !text.gap(at).contains("\n\n"))
    })
}

/// Whether the phrase stands right after the piece.
fn stands_after(text: &Text<'_>, last: usize, phrase: &Phrase) -> bool {
    text.says(last + 1, phrase).is_some()
}

/// Whether the hit is of this class of forms.
fn is_form(text: &Text<'_>, hit: &Hit<'_>, form: FormClass) -> bool {
    use crate::rules::terminology::paradigm::{PLURAL, SINGULAR};
    const PARTICIPLES: u64 = 0b11_1100;
    match form {
        FormClass::Participle => hit.cells & PARTICIPLES != 0,
        FormClass::PresentParticiple => hit.cells & 0b10 != 0,
        FormClass::Infinitive => hit.cells & 1 != 0,
        FormClass::Finite => hit.cells >> 6 != 0,
        FormClass::Active => {
            let object = text
                .before(hit.head)
                .is_some_and(|at| french::object_pronoun(text.word(at)));
            let imperative_object = matches!(text.raw(hit.head_end + 1), "-")
                && matches!(text.word(hit.head_end + 2), "le" | "la" | "les");
            hit.cells & PARTICIPLES == 0 && !object && !imperative_object
        }
        FormClass::Emphasised => text.whole[hit.span].starts_with('*'),
        FormClass::Singular => hit.cells & SINGULAR != 0,
        FormClass::Plural => hit.cells & PLURAL != 0,
    }
}
