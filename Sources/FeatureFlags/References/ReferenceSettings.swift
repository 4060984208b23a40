/// How references to flags are found here.
package struct ReferenceSettings: Hashable, Sendable {
  /// A function of the repository's own that takes a key.
  package struct Wrapper: Hashable, Sendable {
    package var name: String
    /// The place of the key among the arguments, from 0.
    package var place: Int
    /// What it returns, `nil` where that is not one type.
    package var type: FlagValueType?

    package init(_ name: String, place: Int = 0, type: FlagValueType? = nil) {
      self.name = name
      self.place = place
      self.type = type
    }
  }

  package var wrappers: [Wrapper]
  /// The other ways of writing a key that count as a use of the flag when they stand in code.
  package var aliases: Set<FlagAlias>
  /// Keys shorter than this have no aliases. In characters.
  package var minimumAliasLength: Int

  package init(wrappers: [Wrapper] = [], aliases: Set<FlagAlias> = [], minimumAliasLength: Int = 4) {
    self.wrappers = wrappers
    self.aliases = aliases
    self.minimumAliasLength = minimumAliasLength
  }

  /// The forms in which `keys` are looked for in texts: as they are, and in the other cases where they have several words.
  func forms(of keys: some Sequence<String>) -> [KeySearch.Form] {
    var forms: [KeySearch.Form] = []
    var seen: Set<String> = []
    let keys = Array(keys)
    for key in keys where seen.insert(key).inserted { forms.append(.init(key: key)) }
    for key in keys where key.count >= minimumAliasLength {
      let isOneWord = FlagAlias.words(of: key).count < 2
      for alias in FlagAlias.allCases where !isOneWord || aliases.contains(alias) {
        guard let form = alias.form(of: key), seen.insert(form).inserted else { continue }
        forms.append(.init(key: key, alias: form))
      }
    }
    return forms
  }
}
