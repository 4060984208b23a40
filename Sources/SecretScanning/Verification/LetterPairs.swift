/// How likely one letter is after another in words and identifiers, against chance.
///
/// Counted over the 163 MB of source code and documentation of a Debian system (each distinct word of three letters and more by
/// the logarithm of how often it is there), as half bits from -4½ to 4½ around `m`; a row for each first letter.
enum LetterPairs {
  /// For each pair of letters, by their numbers from 0 to 25, the half bits.
  static let table: [Int8] = """
    hmnnhilfldjpnpdmdpnqkjhijf
    pklkojifpkgqjiokdnnjohgfle
    phljoigpmdnnlhqkdmlolieeid
    nkkmrjhhpeeljinjemmklhhfhd
    minoklkfidgmlphkiqoogkimid
    niklnoifqddnlmpkdnmmmghfjd
    mhjirhjmnddnkmlkdonklgfegg
    qhijqiggpdhkkipidmlnlfhdjd
    lknmmlmdfdgnmroldlooeldidl
    phklqjggofmikkpldinjphhddd
    njjkrjjkoegljkmjdkoklhkdid
    phjmqiifqdhohipjdhmmlifdmd
    qmjkqigeodillhopdhmjmiefhd
    ognoolpgnejjhjnidhoplkfdgd
    jkonhkkgjejnnqlndpnmnklged
    phkjpkilndhojiomeqmnligekd
    kkkkkjhildfnjkhkjmmjtigedd
    pillrikfpdiklkokdlnnkigdkd
    lgmhphhmodjkjhlmhinqmgieke
    ohliqjfnpdfkjinkdomlkghgle
    momkmmkgmdfooqjndoopeffgdd
    qiljsmjgpdfkmjmkdkmlhjjfgd
    qjllojimqdgkknnkgnnjifgfgf
    minkolhhndfkmjjpfjmqiihlje
    mjkiliigldflnnkqdjnmigifgg
    piijtifjodejjknifijijgijkk
    """.utf8.filter { $0 != ASCII.newline }.map { Int8($0) - Int8(UInt8(ascii: "m")) }

  /// Half bits by which `letters`, in either case, are rather a word than chance; negative for chance.
  static func evidence(in letters: ByteView) -> Int {
    var sum = 0
    for (first, second) in zip(letters, letters.dropFirst()) {
      let row = Int(ASCII.lowercased(first)) - 97
      let column = Int(ASCII.lowercased(second)) - 97
      guard (0..<26).contains(row), (0..<26).contains(column) else { continue }
      sum += Int(table[row * 26 + column])
    }
    return sum
  }
}
