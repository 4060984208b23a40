package import GateModel

/// What to do about a secret, by where it was found: one that was never recorded is a matter of an edit, one that others
/// have is lost.
package struct Mend: Sendable {
  /// Where a secret was found, as far as that decides what to do.
  package enum Situation: Hashable, Sendable, CaseIterable {
    /// In what the next commit would record.
    case staged
    /// In commits that are about to be pushed.
    case unpushed
    /// In commits that others may have.
    case shared
    /// In a file; who has it, and whether git recorded it, is not known.
    case file
  }

  let rule: SecretRule

  package init(_ rule: SecretRule) { self.rule = rule }

  /// At most three lines for a report: what to do first, what else, and where more is said.
  ///
  /// - Parameters:
  ///   - path: the file that it was found in.
  ///   - place: what is known better of how to take it out, in place of what is said in general.
  package func lines(
    in situation: Situation, path: RepositoryPath?, place: String? = nil
  ) -> [String] {
    let archive = path.flatMap(Self.archive)
    let file = (archive ?? path).flatMap(Self.shellWord) ?? "FILE"
    let revocation = rule.family.revocation
    var removal = place ?? Self.removal(in: situation, file: file)
    if place == nil, archive != nil { removal = "It is packed in \(file): pack that anew without it. " + removal }
    let steps =
      switch situation {
      case .staged, .unpushed: [removal, "Has it been anywhere else? \(revocation)"]
      case .shared: ["Whoever has these commits has it. \(revocation)", removal]
      case .file: ["Was it ever pushed or shared? \(revocation)", removal]
      }
    return steps + [
      "More: `gate secrets explain \(rule.id)`. A false alarm: the comment `gate:allow \(rule.id) REASON` beside it."
    ]
  }

  /// The archive that the path names a member of (`a.zip!inner`), `nil` where it is that of a file.
  private static func archive(_ path: RepositoryPath) -> RepositoryPath? {
    path.possibleArchives.first { archive in
      guard let dot = archive.name.lastIndex(of: UInt8(ascii: ".")) else { return false }
      return extensions.contains(String(decoding: archive.name[(dot + 1)...], as: UTF8.self).lowercased())
    }
  }

  /// Names of what is packed as zip, tar or gzip, or in a format that is told and not read.
  private static let extensions: Set<String> = [
    "zip", "jar", "war", "ear", "aar", "apk", "ipa", "whl", "egg", "nupkg", "vsix", "xpi", "crx", "docx", "xlsx",
    "pptx", "odt",
    "ods", "odp", "epub", "tar", "tgz", "gz", "gem", "crate", "tbz", "bz2", "txz", "xz", "tzst", "zst", "7z", "rar",
    "cab",
  ]

  private static func removal(in situation: Situation, file: String) -> String {
    switch situation {
    case .staged:
      "Nothing is recorded yet: take it out of the file, then `git add \(file)`; read it from the environment or a secret store."
    case .unpushed:
      "Take it out of the commit that brought it: `git commit --amend` the last one, `git rebase -i COMMIT^` an earlier one. "
        + "A further commit that deletes it pushes it all the same."
    case .shared:
      "Then take it out of every commit that holds it (`git rebase -i COMMIT^`, or `git filter-repo --replace-text`) and push "
        + "with `--force-with-lease`."
    case .file:
      "Take it out of the file, and read it from the environment or a secret store. Commits that hold it keep it until they are "
        + "rewritten."
    }
  }

  /// The path as a word for a POSIX shell; `nil` where that would be hard to read, or looks like an option.
  private static func shellWord(_ path: RepositoryPath) -> String? {
    guard let text = String(validating: path.bytes, as: UTF8.self), !text.hasPrefix("-"), !path.bytes.isEmpty,
      text.unicodeScalars.allSatisfy({ !$0.properties.isWhitespace || $0 == " " }),
      path.bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f && $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "`") })
    else { return nil }
    let plain = ByteClass("0-9A-Za-z_./+,@%=:-")
    return path.bytes.allSatisfy(plain.contains) ? text : "'\(text)'"
  }
}
