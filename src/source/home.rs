//! What this repository is called where others find it, so that a web address of one of its files is known as its own.

/// Names of this repository, and where the root stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Home {
    /// `owner/name` of every remote.
    pub remotes: Vec<String>,
    /// What its folder is called.
    pub folder: String,
    /// The root below the top of the repository; `""` at the top.
    pub prefix: String,
}

impl Home {
    /// `owner/name` of a remote's address: `https://host/owner/name.git`, `git@host:owner/name`.
    pub fn name_in(address: &str) -> Option<String> {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (_, path) = rest.split_once(['/', ':'])?;
        // A port stands where the path of `git@host:owner` would.
        let path = path.trim_start_matches(|c: char| c.is_ascii_digit()).trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path);
        path.contains('/').then(|| path.to_owned())
    }

    /// The path below the root that a web address names, such as `https://host/owner/name/blob/main/docs/adr/1.md`.
    ///
    /// `None` where it names another repository's file. A repository without remotes is known by its folder: `name`,
    /// or something that ends in it as `owner__name` does.
    pub fn path_in<'a>(&self, address: &'a str) -> Option<&'a str> {
        let (repository, rest) = address.split_once("/blob/").or_else(|| address.split_once("/tree/"))?;
        let name = Self::name_in(repository.strip_suffix("/-").unwrap_or(repository))?;
        let is_ours = match self.remotes.as_slice() {
            [] => self.is_folder(name.rsplit('/').next().unwrap_or(&name)),
            remotes => remotes.iter().any(|remote| remote.eq_ignore_ascii_case(&name)),
        };
        let (_, path) = rest.split_once('/').filter(|_| is_ours)?;
        match self.prefix.as_str() {
            "" => Some(path),
            prefix => path.strip_prefix(prefix)?.strip_prefix('/'),
        }
    }

    fn is_folder(&self, name: &str) -> bool {
        let (folder, name) = (self.folder.to_lowercase(), name.to_lowercase());
        folder.strip_suffix(&name).is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remotes_are_named_in_every_spelling() {
        for address in [
            "https://host.example/owner/name.git",
            "https://user@host.example:8443/owner/name/",
            "git@host.example:owner/name.git",
            "ssh://git@host.example:22/owner/name",
        ] {
            assert_eq!(Home::name_in(address).as_deref(), Some("owner/name"), "{address}");
        }
        assert_eq!(Home::name_in("../elsewhere"), None);
    }

    #[test]
    fn only_our_own_addresses_name_our_files() {
        let address = "https://host.example/Owner/name/blob/main/docs/adr/1.md";
        let home = |remotes: &[&str], folder: &str, prefix: &str| Home {
            remotes: remotes.iter().map(|remote| (*remote).to_owned()).collect(),
            folder: folder.to_owned(),
            prefix: prefix.to_owned(),
        };
        let ours = [home(&["me/name", "owner/name"], "x", ""), home(&[], "name", ""), home(&[], "owner__name", "")];
        for home in ours {
            assert_eq!(home.path_in(address), Some("docs/adr/1.md"), "{home:?}");
        }
        assert_eq!(home(&[], "name", "docs").path_in(address), Some("adr/1.md"));
        for home in [home(&["other/name"], "name", ""), home(&[], "surname", ""), Home::default()] {
            assert_eq!(home.path_in(address), None, "{home:?}");
        }
        let in_a_group = "https://host.example/owner/group/name/-/blob/main/a.md";
        assert_eq!(home(&["owner/group/name"], "x", "").path_in(in_a_group), Some("a.md"));
    }
}
