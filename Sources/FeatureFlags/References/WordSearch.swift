/// Finds which of a few words a text holds, whatever the case of their letters.
struct WordSearch: Sendable {
  private let words: [[UInt8]]
  /// For each byte, at which of the words' first, second and third places it may stand.
  private let first: [UInt32]
  private let second: [UInt32]
  private let third: [UInt32]

  /// - Parameter words: at most 32, in lower case, of three bytes or more.
  init(_ words: [String]) {
    let words = words.map { Array($0.utf8) }.filter { $0.count >= 3 }
    self.words = words
    func table(_ place: Int) -> [UInt32] {
      var table = [UInt32](repeating: 0, count: 256)
      for (number, word) in words.enumerated() {
        let byte = word[place]
        table[Int(byte)] |= 1 << UInt32(number)
        if byte >= 0x61, byte <= 0x7A { table[Int(byte & 0xDF)] |= 1 << UInt32(number) }
      }
      return table
    }
    (first, second, third) = (table(0), table(1), table(2))
  }

  /// The words that `bytes` hold, as the bits of their numbers.
  func found(in bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBufferPointer { found(in: $0) } }

  /// Whether a part of `bytes` holds one of the words.
  func isFound(in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.count < 3 { return false }
    return bytes.withUnsafeBufferPointer { found(in: UnsafeBufferPointer(rebasing: $0[range])) } != 0
  }

  private func found(in bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var found: UInt32 = 0
    do {
      first.withUnsafeBufferPointer { first in
        second.withUnsafeBufferPointer { second in
          third.withUnsafeBufferPointer { third in
            var offset = 0
            while offset + 2 < bytes.count {
              let candidates =
                first[Int(bytes[offset])] & second[Int(bytes[offset &+ 1])] & third[Int(bytes[offset &+ 2])] & ~found
              if candidates != 0 { found |= verified(candidates, bytes, offset) }
              offset &+= 1
            }
          }
        }
      }
    }
    return found
  }

  private func verified(_ candidates: UInt32, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt32 {
    var verified: UInt32 = 0
    for number in words.indices where candidates & (1 << UInt32(number)) != 0 {
      let word = words[number]
      guard offset + word.count <= bytes.count else { continue }
      var place = 3
      while place < word.count, Self.lowercased(bytes[offset + place]) == word[place] { place += 1 }
      if place >= word.count { verified |= 1 << UInt32(number) }
    }
    return verified
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte }
}
