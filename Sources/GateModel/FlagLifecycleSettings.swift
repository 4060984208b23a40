/// What a repository asks of who answers for a flag, and of how long it lives.
package struct FlagLifecycleSettings: Hashable, Sendable {
  /// Something that can be said about a flag.
  package enum Requirement: String, Hashable, Sendable, CaseIterable {
    case description, owner, kind, created, expires, story, tests, rollback, safe, issue, tags
  }

  /// How long flags of one kind live.
  package struct Lifetime: Hashable, Sendable {
    package var kind: FlagKind
    package var days: Int

    package init(_ kind: FlagKind, days: Int) {
      self.kind = kind
      self.days = days
    }
  }

  /// What every flag has to have; each once.
  package var required: [Requirement]
  /// Who can answer for a flag; empty: anybody.
  package var owners: [String]
  /// Kinds that live for ever are not in it.
  package var lifetimes: [Lifetime]
  /// How long before its expiry a flag is told of. In days.
  package var warningDays: Int
  /// How long a release flag may serve the same to everybody. In days.
  package var settledDays: Int

  package init(
    required: [Requirement] = [], owners: [String] = [],
    lifetimes: [Lifetime] = [.init(.release, days: 40), .init(.experiment, days: 40), .init(.ops, days: 7)],
    warningDays: Int = 14, settledDays: Int = 30
  ) {
    self.required = required
    self.owners = owners
    self.lifetimes = lifetimes
    self.warningDays = warningDays
    self.settledDays = settledDays
  }

  /// How long a flag of `kind` lives, in days; `nil` where that is for ever.
  package func lifetime(of kind: FlagKind) -> Int? { lifetimes.last { $0.kind == kind }?.days }
}
