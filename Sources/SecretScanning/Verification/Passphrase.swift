/// Several words that are a password together.
enum Passphrase {
  /// What sentences are made with, and passphrases hardly.
  private static let joints: Set<[UInt8]> = Set(
    """
    a an the is are be was were been must may might can could cannot will would shall should has have had do does did not no of to
    for from by on at in into with without when where which that this these those if then than or and as but only least most
    more less using via per about between we you they it he she there here
    """.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

  /// Whether somebody may have chosen `text`, words with spaces or hyphens between: none that texts about credentials are made
  /// of, and no sentence, which begins with a capital letter and goes on without.
  static func isChosen(_ text: ArraySlice<UInt8>) -> Bool {
    // The comic that everybody quotes.
    if ASCII.contains(text, ignoringCase: "battery") && ASCII.contains(text, ignoringCase: "staple") { return false }
    let words = text.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }
    let written = words.filter { $0.allSatisfy(ByteClass.letters.contains) }
    guard written.count >= 3 || (written.count == 2 && words.count == 3) else { return false }
    let capitals = written.count { $0.first.map(ByteClass.upper.contains) ?? false }
    guard capitals == 0 || capitals == written.count else { return false }
    var own = 0
    for word in written {
      let folded = word.map(ASCII.lowercased)
      if joints.contains(folded) { return false }
      let kinds = ValueWords(folded[...])
      if kinds.hasDummyWord || kinds.hasCredentialWord { return false }
      if kinds.ownLetters == word.count { own += 1 }
    }
    return own * 3 >= written.count * 2
  }
}
