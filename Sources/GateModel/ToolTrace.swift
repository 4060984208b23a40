/// What a check's tools read that nothing in the keys of its verdicts names (`gate check --trace`).
package struct ToolTrace: Hashable, Sendable {
  /// A file or directory that may change the verdict without gate noticing.
  package struct Place: Hashable, Sendable, Comparable {
    /// How the tools used it, and whether gate.yml can declare it.
    package enum Kind: String, Hashable, Sendable, CaseIterable, Comparable {
      /// A tracked file was read: `inputs:` can name it.
      case tracked
      /// A file of the repository was read that git does not track: no key can name it.
      case untracked
      /// The names in a directory of the repository were read.
      case listed
      /// A file of the repository was looked for and is not there.
      case absent
      /// git's own data were read: history, branches, what is staged.
      case history
      /// A file outside of the repository was read.
      case outside
      /// A file in the user's home was looked for and is not there.
      case outsideAbsent = "outside-absent"

      package static func < (left: Self, right: Self) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
      }
    }

    package var kind: Kind
    /// Relative to the root of the repository (empty for the root itself); absolute for what lies outside.
    package var path: RepositoryPath

    package init(_ kind: Kind, _ path: RepositoryPath) {
      self.kind = kind
      self.path = path
    }

    package static func < (left: Self, right: Self) -> Bool {
      left.kind == right.kind ? left.path < right.path : left.kind < right.kind
    }
  }

  /// In the order of their kinds, then of their paths.
  package var places: [Place]
  /// Why the trace is not complete, `nil` where it is.
  package var problem: String?

  package init(places: [Place] = [], problem: String? = nil) {
    self.places = places
    self.problem = problem
  }

  /// The paths of one kind, in order.
  package func paths(_ kind: Place.Kind) -> [RepositoryPath] {
    places.filter { $0.kind == kind }.map(\.path)
  }
}
