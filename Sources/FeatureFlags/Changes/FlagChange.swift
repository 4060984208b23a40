package import GateModel

/// One flag before and after a change: everything that is called by its key.
package struct FlagChange: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case added
    case removed
    /// Removed, and added by another name.
    case renamed
    case changed
  }

  /// A definition, and where it counts.
  package struct Side: Hashable, Sendable {
    package var flag: Flag
    package var format: FlagFormat?
    /// The environment that the file is for, `nil` where it says none.
    package var environment: String?
  }

  /// How the flag is set in one place before and after.
  package struct Setting: Hashable, Sendable {
    /// `nil` where the place is no environment of its own.
    package var environment: String?
    /// The file after the change, or before it where it is gone.
    package var path: RepositoryPath
    /// `nil` where the flag was not set there.
    package var before: FlagState?
    /// `nil` where the flag is not set there any more.
    package var after: FlagState?
  }

  package var kind: Kind
  package var key: String
  /// The key that it had, where it was renamed.
  package var oldKey: String?
  package var old: [Side]
  package var new: [Side]
  /// What it serves where, in the order of the files, changed or not.
  package var settings: [Setting]
  /// Where code asks for it after the change; of one that is renamed also where code asks for the old key.
  package var reads: [FlagReference]

  /// Where it is defined, or was.
  package var place: Flag? { (new.first ?? old.first)?.flag }

  /// What is served differently.
  package var changedSettings: [Setting] {
    settings.filter { $0.before.map(FlagServing.init) != $0.after.map(FlagServing.init) }
  }

  /// What changes besides what is served, in words.
  package var details: [String] { FlagChangeDetails.words(self) }

  /// How it is set in `environment`: by what is for that alone, and otherwise by what counts everywhere.
  func settings(in environment: String) -> [Setting] {
    let own = settings.filter { $0.environment.map { EnvironmentName.isSame($0, environment) } ?? false }
    return own.isEmpty ? settings.filter { $0.environment == nil } : own
  }
}
