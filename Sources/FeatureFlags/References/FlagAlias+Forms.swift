package import GateModel

extension FlagReferenceSettings.Alias {
  /// The key `key` as it is written so; `nil` where that is the key itself or nothing.
  package func form(of key: String) -> String? {
    let words = Self.words(of: key)
    if words.isEmpty { return nil }
    let form: String
    switch self {
    case .camel: form = (words.prefix(1) + words.dropFirst().map(Self.capitalized)).joined()
    case .pascal: form = words.map(Self.capitalized).joined()
    case .snake: form = words.joined(separator: "_")
    case .kebab: form = words.joined(separator: "-")
    case .upperSnake: form = words.joined(separator: "_").uppercased()
    }
    return form == key ? nil : form
  }

  /// The words of a key in lower case: `new-ui`, `new_ui`, `newUI` and `NEW_UI` have two.
  static func words(of key: String) -> [String] {
    var words: [String] = []
    var word = ""
    var last: Unicode.Scalar?
    let scalars = Array(key.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
        if !word.isEmpty { words.append(word) }
        word = ""
        last = nil
        continue
      }
      let isUpper = scalar.properties.isUppercase
      let startsWord =
        isUpper
        && (last.map { !$0.properties.isUppercase } ?? false
          || (last?.properties.isUppercase ?? false) && index + 1 < scalars.count
            && scalars[index + 1].properties.isLowercase)
      if startsWord, !word.isEmpty {
        words.append(word)
        word = ""
      }
      word += scalar.properties.lowercaseMapping
      last = scalar
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func capitalized(_ word: String) -> String { word.prefix(1).uppercased() + word.dropFirst() }
}
