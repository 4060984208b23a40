/// What a repository asks of the keys of its flags.
package struct FlagKeySettings: Hashable, Sendable {
  /// How the words of a key are joined.
  package enum Style: String, Hashable, Sendable, CaseIterable {
    /// `new-checkout`
    case kebab
    /// `new_checkout`
    case snake
    /// `NEW_CHECKOUT`
    case upperSnake = "upper-snake"
    /// `newCheckout`
    case camel
    /// `NewCheckout`
    case pascal
    /// `shop.new-checkout`: words of lower case and `-` or `_`, with dots between groups
    case dotted

    /// Whether `key` is written so.
    package func fits(_ key: String) -> Bool {
      guard let first = key.utf8.first, let last = key.utf8.last else { return false }
      let isLower = { (byte: UInt8) in (0x61...0x7A).contains(byte) }
      let isUpper = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
      let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
      let isAlphanumeric = { (byte: UInt8) in isLower(byte) || isUpper(byte) || isDigit(byte) }
      switch self {
      case .camel: return isLower(first) && key.utf8.allSatisfy(isAlphanumeric)
      case .pascal: return isUpper(first) && key.utf8.allSatisfy(isAlphanumeric)
      case .kebab, .snake, .upperSnake, .dotted:
        let isLetter = self == .upperSnake ? isUpper : isLower
        let joints =
          switch self {
          case .kebab: "-"
          case .dotted: ".-_"
          default: "_"
          }
        return isLetter(first) && (isLetter(last) || isDigit(last))
          && key.utf8.allSatisfy { isLetter($0) || isDigit($0) || joints.utf8.contains($0) }
      }
    }
  }

  /// `nil`: any.
  package var style: Style?

  package init(style: Style? = nil) {
    self.style = style
  }
}
