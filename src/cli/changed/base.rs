//! What `--changed` compares with: where the work that is judged began.
//!
//! In continuous integration the environment says so: GitHub, and Gitea and Forgejo with its names, in `GITHUB_BASE_REF`
//! (<https://docs.github.com/en/actions/reference/workflows-and-actions/variables>); GitLab in
//! `CI_MERGE_REQUEST_DIFF_BASE_SHA` or by the name of the branch
//! (<https://docs.gitlab.com/ci/variables/predefined_variables/>); Woodpecker in `CI_COMMIT_TARGET_BRANCH`, after a push in
//! `CI_PREV_COMMIT_SHA` (<https://woodpecker-ci.org/docs/usage/environment>).

use anyhow::bail;

use crate::git::{GitError, Repository};

/// A commit to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// Its id, hexadecimal.
    pub commit: String,
    /// How it is called in messages.
    pub name: String,
}

/// Variables that name the branch which the work is to go into.
const BRANCHES: [&str; 3] = [
    "GITHUB_BASE_REF",
    "CI_MERGE_REQUEST_TARGET_BRANCH_NAME",
    "CI_COMMIT_TARGET_BRANCH",
];

/// Variables that hold the commit which the work began on, or after a push the one that was there before.
const COMMITS: [&str; 3] = [
    "CI_MERGE_REQUEST_DIFF_BASE_SHA",
    "CI_COMMIT_BEFORE_SHA",
    "CI_PREV_COMMIT_SHA",
];

/// What is tried when nobody says anything.
const BRANCHES_BY_HABIT: [&str; 4] = ["origin/main", "origin/master", "main", "master"];

/// The commit that `asked` names (`REF...`: where it and the work part), or, when it is empty, the one where the work began;
/// `variable` reads the environment.
///
/// # Errors
/// When it is unknown, or nothing tells.
pub(super) fn find(
    repository: &Repository,
    asked: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> anyhow::Result<Base> {
    if let Some(branch) = asked.strip_suffix("...") {
        return Ok(apart(repository, branch, branch)?);
    }
    if !asked.is_empty() {
        let (commit, name) = (repository.commit(asked)?, asked.to_owned());
        return Ok(Base { commit, name });
    }
    let said = |name: &&'static str| {
        let value = variable(name)?;
        // GitLab writes zeros where there is none.
        let is_said = !value.trim_matches('0').is_empty();
        is_said.then_some((*name, value))
    };
    if let Some((variable, commit)) = COMMITS[..1].iter().find_map(said) {
        return given(repository, variable, &commit);
    }
    if let Some((variable, branch)) = BRANCHES.iter().find_map(said) {
        return target(repository, variable, &branch);
    }
    if let Some((variable, commit)) = COMMITS[1..].iter().find_map(said) {
        return given(repository, variable, &commit);
    }
    for symbol in ["@{upstream}", "origin/HEAD"] {
        if let Some(name) = repository.short_name(symbol)? {
            return Ok(apart(repository, &name, &name)?);
        }
    }
    for branch in BRANCHES_BY_HABIT {
        match repository.commit(branch) {
            Ok(commit) => return Ok(apart(repository, &commit, branch)?),
            Err(GitError::UnknownRevision { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    }
    bail!(
        "nothing tells what the work is compared with: the branch has no upstream, and there is no origin/HEAD, main or \
         master; say --changed=REF"
    )
}

/// Where the work and a branch part.
fn apart(repository: &Repository, branch: &str, name: &str) -> Result<Base, GitError> {
    Ok(Base {
        commit: repository.merge_base(branch, "HEAD")?,
        name: name.to_owned(),
    })
}

/// The commit that a variable holds.
fn given(repository: &Repository, variable: &str, commit: &str) -> anyhow::Result<Base> {
    match repository.commit(commit) {
        Ok(commit) => Ok(Base {
            name: commit.get(..10).unwrap_or(&commit).to_owned(),
            commit,
        }),
        Err(GitError::UnknownRevision { shallow, .. }) => {
            let fetch = if shallow {
                "git fetch --unshallow"
            } else {
                "git fetch"
            };
            bail!(
                "{variable} says that the work began on {commit}, which is not here; run `{fetch}` first"
            )
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the work and the branch part that a variable names.
fn target(repository: &Repository, variable: &str, branch: &str) -> anyhow::Result<Base> {
    let remote = format!("origin/{branch}");
    let names = [remote.as_str(), branch].into_iter();
    let mut known = names.filter_map(|name| match repository.commit(name) {
        Ok(_) => Some(Ok(name)),
        Err(GitError::UnknownRevision { .. }) => None,
        Err(error) => Some(Err(error)),
    });
    let shallow = repository.is_shallow()?;
    let fetch = format!(
        "git fetch {}origin +refs/heads/{branch}:refs/remotes/{remote}",
        if shallow { "--unshallow " } else { "" }
    );
    let Some(name) = known.next().transpose()? else {
        bail!(
            "{variable} says that the work goes into `{branch}`, but there is no {remote} here; run `{fetch}` first"
        );
    };
    match apart(repository, name, name) {
        Err(GitError::NoMergeBase { shallow: true, .. }) => bail!(
            "this clone is shallow: it does not reach back to where the work and {name} part; run `{fetch}` first"
        ),
        base => Ok(base?),
    }
}
