/// Names as numbers: those of an archive in their order, then those that came with texts that it does not know.
struct DefinitionNames {
  private let kept: DefinitionArchive?
  private var added: [String] = []
  private var numbers: [String: UInt32] = [:]

  init(_ kept: DefinitionArchive?) { self.kept = kept }

  var count: Int { (kept?.nameCount ?? 0) + added.count }

  subscript(number: UInt32) -> String {
    let keptCount = kept?.nameCount ?? 0
    if let kept, Int(number) < keptCount { return kept.name(Int(number)) }
    let place = Int(number) - keptCount
    return added.indices.contains(place) ? added[place] : ""
  }

  mutating func number(of name: String) -> UInt32 {
    if let number = numbers[name] { return number }
    let number = kept?.number(of: name).map { UInt32($0) } ?? add(name)
    numbers[name] = number
    return number
  }

  /// The number of a name, `nil` where no text has it.
  func known(_ name: String) -> UInt32? { numbers[name] ?? kept?.number(of: name).map { UInt32($0) } }

  private mutating func add(_ name: String) -> UInt32 {
    added.append(name)
    return UInt32(count - 1)
  }
}
