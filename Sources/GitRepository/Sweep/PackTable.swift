internal import GateModel

/// All entries of a pack by what they are made of: each object that is whole in the pack is the root of a family, and who is
/// a delta to a member is its child. A family that is walked from its root down makes each object just once.
final class PackTable: Sendable {
  /// Stands for "none".
  static let none: Int32 = -1
  /// Larger packs have more entries than are numbered.
  private static let countLimit = Int(Int32.max)

  let file: MappedFile
  let index: PackIndex
  private let path: LocalPath
  private let idByteCount: Int
  /// Where the entries begin, in their order in the pack, by which they are numbered here.
  private let offsets: [Int]
  /// For each entry its place in the order of ids, and the other way round.
  private let positions: [Int32]
  private let numbers: [Int32]
  private let kinds: [UInt8]
  private let firstChildren: [Int32]
  private let siblings: [Int32]
  /// The child with the largest family: it comes last, so that few others' objects are held meanwhile.
  private let heirs: [Int32]
  private let familySizes: [Int32]

  /// How many entries there are.
  var count: Int { offsets.count }

  /// The pack whose index lies at `indexPath`, `nil` where git has removed it.
  init?(indexPath: LocalPath, idByteCount: Int) throws(GitError) {
    path = LocalPath(bytes: indexPath.bytes.dropLast(".idx".utf8.count) + ".pack".utf8)
    guard let indexFile = MappedFile(indexPath), let file = MappedFile(path) else { return nil }
    try PackFile.verify(file, path)
    let index = try PackIndex(indexFile, idByteCount: idByteCount, path: indexPath)
    guard index.count < Self.countLimit else {
      throw GitError(.unsupported, "\(path) holds \(index.count) objects, more than gate numbers")
    }
    self.file = file
    self.index = index
    self.idByteCount = idByteCount
    var places: [(offset: Int, position: Int32)] = []
    places.reserveCapacity(index.count)
    for position in 0..<index.count {
      guard let offset = index.offset(at: position) else { throw Self.malformed(path, 0) }
      places.append((offset, Int32(position)))
    }
    places.sort { $0.offset < $1.offset }
    offsets = places.map(\.offset)
    positions = places.map(\.position)
    var numbers = [Int32](repeating: Self.none, count: places.count)
    for (number, place) in places.enumerated() { numbers[Int(place.position)] = Int32(number) }
    self.numbers = numbers
    var links = Links(count: places.count)
    for number in places.indices {
      guard let entry = PackEntry(at: offsets[number], in: file, idByteCount: idByteCount) else {
        throw Self.malformed(path, offsets[number])
      }
      switch entry.content {
      case .object(let kind): links.kinds[number] = kind.rawValue
      case .offsetDelta(let base):
        guard let parent = Self.number(at: base, in: offsets) else { throw Self.malformed(path, offsets[number]) }
        links.bases[number] = Int32(parent)
      case .namedDelta(let id):
        guard let position = id.bytes.withUnsafeBytes({ index.position(of: $0) }) else {
          throw Self.malformed(path, offsets[number])
        }
        links.bases[number] = numbers[position]
      }
    }
    guard links.join() else { throw Self.malformed(path, 0) }
    kinds = links.kinds
    firstChildren = links.firstChildren
    siblings = links.siblings
    heirs = links.heirs
    familySizes = links.familySizes
  }

  /// The number of the object with this id, `nil` where the pack does not hold it.
  func number(of id: UnsafeRawBufferPointer) -> Int? { index.position(of: id).map { Int(numbers[$0]) } }

  /// The id of an entry.
  func id(of number: Int) -> ObjectID? { index.id(at: Int(positions[number])) }

  func kind(of number: Int) -> GitObject.Kind? { GitObject.Kind(rawValue: kinds[number]) }

  /// The roots of the families of a kind, the largest families first.
  func roots(_ kind: GitObject.Kind) -> [Int32] {
    (0..<Int32(count)).filter { familySizes[Int($0)] > 0 && kinds[Int($0)] == kind.rawValue }
      .sorted { familySizes[Int($0)] > familySizes[Int($1)] }
  }

  /// The children of an entry, the one with the largest family last.
  func children(of number: Int) -> [Int32] {
    var children: [Int32] = []
    var next = firstChildren[number]
    while next != Self.none {
      if next != heirs[number] { children.append(next) }
      next = siblings[Int(next)]
    }
    if heirs[number] != Self.none { children.append(heirs[number]) }
    return children
  }

  /// How many bytes the object of an entry has whose base, if it has one, is known.
  func size(of number: Int, _ inflater: Inflater) throws(GitError) -> Int {
    let entry = try entry(number)
    if case .object = entry.content { return entry.size }
    guard let input = file.bytes(from: entry.data),
      let start = Inflation.prefix(min(entry.size, PackDelta.headerLimit), of: input), let delta = PackDelta(start)
    else { throw malformed(number) }
    return delta.resultSize
  }

  /// The object of an entry, made of `base` where it is a delta.
  func bytes(of number: Int, base: [UInt8]?, _ inflater: Inflater) throws(GitError) -> [UInt8] {
    let entry = try entry(number)
    guard let input = file.bytes(from: entry.data), let data = inflater.whole(input, count: entry.size) else {
      throw malformed(number)
    }
    if case .object = entry.content { return data }
    guard let base, let made = PackDelta(data)?.applied(to: base) else { throw malformed(number) }
    return made
  }

  private func entry(_ number: Int) throws(GitError) -> PackEntry {
    guard let entry = PackEntry(at: offsets[number], in: file, idByteCount: idByteCount) else {
      throw malformed(number)
    }
    return entry
  }

  private func malformed(_ number: Int) -> GitError { Self.malformed(path, offsets[number]) }

  private static func malformed(_ path: LocalPath, _ offset: Int) -> GitError {
    GitError(
      .malformed, "the object at offset \(offset) of \(path) is damaged", hint: "see what is damaged: git fsck")
  }

  private static func number(at offset: Int, in offsets: [Int]) -> Int? {
    var low = 0
    var high = offsets.count
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < offsets.count && offsets[low] == offset ? low : nil
  }
}

/// Who is a delta to whom.
private struct Links {
  var bases: [Int32]
  var kinds: [UInt8]
  var firstChildren: [Int32]
  var siblings: [Int32]
  var heirs: [Int32]
  /// Of a root how many objects its family has, 0 for all others.
  var familySizes: [Int32]

  init(count: Int) {
    bases = [Int32](repeating: PackTable.none, count: count)
    kinds = [UInt8](repeating: 0, count: count)
    firstChildren = bases
    siblings = bases
    heirs = bases
    familySizes = []
  }

  /// Makes families of the bases.
  ///
  /// - Returns: whether each entry belongs to one: in a damaged pack deltas may go round in circles.
  mutating func join() -> Bool {
    // Each entry after its base.
    var order = bases.indices.filter { bases[$0] == PackTable.none }.map { Int32($0) }
    for number in bases.indices.reversed() where bases[number] != PackTable.none {
      let base = Int(bases[number])
      siblings[number] = firstChildren[base]
      firstChildren[base] = Int32(number)
    }
    order.reserveCapacity(bases.count)
    var index = 0
    while index < order.count {
      let number = Int(order[index])
      index += 1
      var child = firstChildren[number]
      while child != PackTable.none {
        kinds[Int(child)] = kinds[number]
        order.append(child)
        child = siblings[Int(child)]
      }
    }
    guard order.count == bases.count else { return false }
    var sizes = [Int32](repeating: 1, count: bases.count)
    for number in order.reversed() where bases[Int(number)] != PackTable.none {
      let base = Int(bases[Int(number)])
      sizes[base] += sizes[Int(number)]
      if heirs[base] == PackTable.none || sizes[Int(heirs[base])] < sizes[Int(number)] { heirs[base] = number }
    }
    familySizes = bases.indices.map { bases[$0] == PackTable.none ? sizes[$0] : 0 }
    return true
  }
}
