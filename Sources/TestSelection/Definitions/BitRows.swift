/// Sets of small numbers, one a row, in one flat array.
struct BitRows {
  /// How many words a row has.
  let width: Int
  private var words: [UInt64]

  init(count: Int, width: Int) {
    self.width = width
    words = Array(repeating: 0, count: count * width)
  }

  mutating func insert(_ number: Int, in row: Int) { words[row * width + number >> 6] |= 1 << UInt64(number & 63) }

  func contains(_ number: Int, in row: Int) -> Bool { words[row * width + number >> 6] & 1 << UInt64(number & 63) != 0 }

  func isEmpty(_ row: Int) -> Bool { (0..<width).allSatisfy { words[row * width + $0] == 0 } }

  subscript(row: Int, place: Int) -> UInt64 {
    get { words[row * width + place] }
    set { words[row * width + place] = newValue }
  }

  /// Adds the numbers of a word; says whether there were new ones.
  @inline(__always)
  private mutating func take(_ word: UInt64, at place: Int) -> Bool {
    let isNew = word & ~words[place] != 0
    if isNew { words[place] |= word }
    return isNew
  }

  /// Adds the numbers of another row; says whether there were new ones.
  @discardableResult
  mutating func add(_ other: Int, to row: Int) -> Bool {
    var isNew = false
    for place in 0..<width where take(words[other * width + place], at: row * width + place) { isNew = true }
    return isNew
  }

  /// The words of a row.
  func row(_ row: Int) -> ArraySlice<UInt64> { words[(row * width)..<((row + 1) * width)] }

  /// Adds numbers; says whether there were new ones.
  @discardableResult
  mutating func add(_ bits: ArraySlice<UInt64>, to row: Int) -> Bool {
    var isNew = false
    for (place, word) in bits.enumerated() where take(word, at: row * width + place) { isNew = true }
    return isNew
  }

  /// Adds the numbers of a row of other rows; says whether there were new ones.
  @discardableResult
  mutating func add(_ other: Int, of rows: BitRows, to row: Int) -> Bool {
    var isNew = false
    for place in 0..<width where take(rows.words[other * width + place], at: row * width + place) { isNew = true }
    return isNew
  }
}
