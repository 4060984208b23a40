import GateModel

extension FlagReferenceSettings {
  /// The forms in which `keys` are looked for in texts: as they are, and in the other cases where they have several words.
  func forms(of keys: some Sequence<String>) -> [KeySearch.Form] {
    var forms: [KeySearch.Form] = []
    var seen: Set<String> = []
    let keys = Array(keys)
    for key in keys where seen.insert(key).inserted { forms.append(.init(key: key)) }
    for key in keys where key.count >= minimumAliasLength {
      let isOneWord = FlagReferenceSettings.Alias.words(of: key).count < 2
      for alias in FlagReferenceSettings.Alias.allCases where !isOneWord || aliases.contains(alias) {
        guard let form = alias.form(of: key), seen.insert(form).inserted else { continue }
        forms.append(.init(key: key, alias: form))
      }
    }
    return forms
  }
}
