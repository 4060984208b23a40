/// The definition of a pattern, written down as plainly as it can be, for texts that are known to compile.
enum ReferenceGlob {
  static func matches(_ pattern: String, _ path: String) -> Bool {
    expand(Array(pattern)).contains { matchesOne($0, path) }
  }

  /// Multiplies out the first group of braces, then the rest.
  private static func expand(_ text: [Character]) -> [[Character]] {
    var index = 0
    while index < text.count {
      switch text[index] {
      case "\\": index += 2
      case "[": index = endOfClass(text, index)
      case "{":
        let (parts, end) = group(text, index)
        return parts.flatMap { expand(Array(text[..<index]) + $0 + Array(text[end...])) }
      default: index += 1
      }
    }
    return [text]
  }

  private static func group(_ text: [Character], _ start: Int) -> (parts: [[Character]], end: Int) {
    var parts: [[Character]] = [[]]
    var depth = 1
    var index = start + 1
    while true {
      var end = index + 1
      switch text[index] {
      case "\\": end = index + 2
      case "[": end = endOfClass(text, index)
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return (parts, end) }
      case "," where depth == 1:
        parts.append([])
        index = end
        continue
      default: break
      }
      parts[parts.count - 1] += text[index..<end]
      index = end
    }
  }

  private static func endOfClass(_ text: [Character], _ start: Int) -> Int {
    var index = start + 1
    if text[index] == "!" || text[index] == "^" { index += 1 }
    let first = index
    while text[index] != "]" || index == first { index += text[index] == "\\" ? 2 : 1 }
    return index + 1
  }

  private static func matchesOne(_ pattern: [Character], _ path: String) -> Bool {
    var parts = cut(pattern)
    let isBelow = parts.count > 1 && parts[parts.count - 1].isEmpty
    if isBelow { parts.removeLast() }
    if parts.count > 1 { if parts[0].isEmpty { parts.removeFirst() } } else { parts.insert(["*", "*"], at: 0) }
    if isBelow { parts.append(["*", "*"]) }
    return components(parts[...], path.split(separator: "/").map { Array($0) }[...])
  }

  /// The components of a pattern: a slash inside a class separates nothing.
  private static func cut(_ pattern: [Character]) -> [[Character]] {
    var parts: [[Character]] = [[]]
    var index = 0
    while index < pattern.count {
      let end =
        switch pattern[index] {
        case "\\": index + 2
        case "[": endOfClass(pattern, index)
        default: index + 1
        }
      if pattern[index] == "/" { parts.append([]) } else { parts[parts.count - 1] += pattern[index..<end] }
      index = end
    }
    return parts
  }

  private static func components(_ parts: ArraySlice<[Character]>, _ path: ArraySlice<[Character]>) -> Bool {
    guard let part = parts.first else { return path.isEmpty }
    if part.count > 1, part.allSatisfy({ $0 == "*" }) {
      if parts.dropFirst().allSatisfy({ $0.count > 1 && $0.allSatisfy { $0 == "*" } }) { return !path.isEmpty }
      return (0...path.count).contains { components(parts.dropFirst(), path.dropFirst($0)) }
    }
    guard let name = path.first else { return false }
    return component(part[...], name[...]) && components(parts.dropFirst(), path.dropFirst())
  }

  private static func component(_ part: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
    guard let first = part.first else { return name.isEmpty }
    if first == "*" { return (0...name.count).contains { component(part.dropFirst(), name.dropFirst($0)) } }
    guard let character = name.first else { return false }
    switch first {
    case "?": return component(part.dropFirst(), name.dropFirst())
    case "\\": return part.dropFirst().first == character && component(part.dropFirst(2), name.dropFirst())
    case "[":
      let text = Array(part)
      let end = endOfClass(text, 0)
      return isIn(Array(text[1..<(end - 1)]), character) && component(text[end...], name.dropFirst())
    default: return first == character && component(part.dropFirst(), name.dropFirst())
    }
  }

  private static func isIn(_ text: [Character], _ character: Character) -> Bool {
    var members = text[...]
    var isNegated = false
    if members.first == "!" || members.first == "^" {
      isNegated = true
      members.removeFirst()
    }
    let take = { (members: inout ArraySlice<Character>) -> Character in
      let first = members.removeFirst()
      return first == "\\" ? members.removeFirst() : first
    }
    var isMember = false
    while !members.isEmpty {
      let lower = take(&members)
      if members.first == "-", members.count > 1 {
        members.removeFirst()
        let upper = take(&members)
        isMember = isMember || (lower...upper).contains(character)
      } else {
        isMember = isMember || lower == character
      }
    }
    return isMember != isNegated
  }
}
