/// A glob over keys of configuration, `.` between names: `*` stands for any letters within one name, `**` for any number of
/// names. What it matches includes everything below.
package struct KeyPattern: Hashable, Sendable, CustomStringConvertible {
  package let description: String
  private let names: [[UInt8]]

  /// `nil` where `text` is empty or a name in it is.
  package init?(_ text: String) {
    let names = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard names.allSatisfy({ !$0.isEmpty }) else { return nil }
    description = text
    self.names = names.map(Array.init)
  }

  /// Whether the pattern matches `key` or something above it.
  package func covers(_ key: String) -> Bool {
    let parts = key.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    // The first `reached` names of the pattern can stand for the parts seen so far.
    var reached = closure(of: [0])
    for part in parts {
      if reached.contains(names.count) { return true }
      var following: Set<Int> = []
      for index in reached where index < names.count {
        if names[index] == Self.anyNames {
          following.insert(index)
        } else if Self.matches(names[index][...], part[...]) {
          following.insert(index + 1)
        }
      }
      reached = closure(of: following)
    }
    return reached.contains(names.count)
  }

  private static let anyNames = Array("**".utf8)

  private func closure(of indexes: Set<Int>) -> Set<Int> {
    var closed = indexes
    for index in 0..<names.count where closed.contains(index) && names[index] == Self.anyNames {
      closed.insert(index + 1)
    }
    return closed
  }

  /// Whether all of `text` matches, `*` standing for any bytes.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    matches(Array(pattern.utf8)[...], Array(text.utf8)[...])
  }

  private static func matches(
    _ pattern: ArraySlice<UInt8>, _ text: some Collection<UInt8>
  ) -> Bool {
    let (pattern, text) = (Array(pattern), Array(text))
    var (position, offset) = (0, 0)
    var star: (position: Int, offset: Int)?
    while offset < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, offset)
        position += 1
      } else if position < pattern.count, pattern[position] == text[offset] || pattern[position] == UInt8(ascii: "?") {
        (position, offset) = (position + 1, offset + 1)
      } else if let last = star {
        star = (last.position, last.offset + 1)
        (position, offset) = (last.position + 1, last.offset + 1)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
