/// What a verdict is looked up by, and what became another since the last one: the answer of `gate explain`.
package struct KeyExplanation: Hashable, Sendable {
  /// Whether the verdict is known.
  package enum Status: Hashable, Sendable {
    /// It is, from a run at this time in seconds since 1970.
    case known(recordedAt: Int64)
    /// It would have to be worked out.
    case unknown
    /// There is none to look up, for this reason: nothing to check, or verdicts that are not kept.
    case none(String)
    /// It cannot be said, for this reason.
    case impossible(String)
  }

  /// How a part compares with that of the nearest earlier key.
  package enum Change: String, Hashable, Sendable {
    case changed
    case added
    case removed
  }

  /// One part of the key.
  package struct Part: Hashable, Sendable {
    /// `traits`, `definition`, `input`, `tool`, `environment`, `platform` or `file`.
    package var group: String
    /// A path, or the name of a tool, a variable or a property.
    package var name: RepositoryPath
    /// What it is, for a person; of a variable a digest alone, for it may be a secret. `nil` for one that was removed.
    package var value: String?
    /// `nil` where it is as it was, or there is nothing to compare with.
    package var change: Change?

    package init(group: String, name: RepositoryPath, value: String?, change: Change? = nil) {
      self.group = group
      self.name = name
      self.value = value
      self.change = change
    }
  }

  package var check: CheckID
  /// The file whose verdict it is, `nil` for one that covers all files.
  package var file: RepositoryPath?
  package var status: Status
  /// The key, in hexadecimal.
  package var key: String?
  package var parts: [Part]
  /// When the nearest earlier verdict was worked out, in seconds since 1970; `nil` where there is none to compare with.
  package var comparedWith: Int64?

  package init(
    check: CheckID, file: RepositoryPath? = nil, status: Status, key: String? = nil, parts: [Part] = [],
    comparedWith: Int64? = nil
  ) {
    self.check = check
    self.file = file
    self.status = status
    self.key = key
    self.parts = parts
    self.comparedWith = comparedWith
  }
}
