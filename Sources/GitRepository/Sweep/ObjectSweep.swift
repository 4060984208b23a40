internal import GateModel

/// Goes through all objects of some kinds on all cores, each object once, in the order in which a pack makes them cheapest.
struct ObjectSweep: Sendable {
  /// An object that is met.
  struct Visit {
    var number: Int
    var kind: GitObject.Kind
    /// `nil` where there are more than the limit.
    var bytes: [UInt8]?
    var size: Int
    /// What the pack makes the object of, which was met before.
    var base: [UInt8]?
  }

  private enum Task {
    case family(pack: Int, root: Int32)
    case loose(Int)
  }

  private let catalog: ObjectCatalog
  /// Objects with more bytes are only named.
  private let limit: Int

  init(_ catalog: ObjectCatalog, limit: Int) {
    self.catalog = catalog
    self.limit = limit
  }

  /// Calls `visit` for each object of `kinds`, with a state of the thread that does so.
  ///
  /// - Returns: the states, in no order.
  func run<State: Sendable>(
    _ kinds: [GitObject.Kind], start: @escaping @Sendable () -> State,
    visit: @escaping @Sendable (inout State, Visit) throws(GitError) -> Void
  ) throws(GitError) -> [State] {
    var tasks: [Task] = []
    for (index, pack) in catalog.packs.enumerated() {
      for kind in kinds { tasks += pack.roots(kind).map { .family(pack: index, root: $0) } }
    }
    tasks += catalog.loose.indices.map { .loose($0) }
    let all = tasks
    return try ParallelWork.run(count: all.count, size: 4) { chunks throws(GitError) in
      var state = start()
      let inflater = Inflater()
      while let chunk = chunks.next() {
        for task in all[chunk] {
          switch task {
          case .family(let pack, let root): try walk(root, of: pack, inflater, &state, visit)
          case .loose(let index): try look(atLoose: index, kinds, &state, visit)
          }
        }
      }
      return state
    }
  }

  /// A member of a family whose children are being made.
  private struct Frame {
    var bytes: [UInt8]
    /// The last one comes first.
    var children: [Int32]
  }

  private func walk<State>(
    _ root: Int32, of packIndex: Int, _ inflater: Inflater, _ state: inout State,
    _ visit: (inout State, Visit) throws(GitError) -> Void
  ) throws(GitError) {
    let pack = catalog.packs[packIndex]
    guard let kind = pack.kind(of: Int(root)) else { return }
    var stack: [Frame] = []
    func meet(_ entry: Int32, base: [UInt8]?) throws(GitError) {
      let children = pack.children(of: Int(entry))
      let number = catalog.number(of: Int(entry), inPack: packIndex)
      let size = try pack.size(of: Int(entry), inflater)
      if size > limit {
        // What is made of it is about as large, and is not made either.
        if let number { try visit(&state, Visit(number: number, kind: kind, size: size)) }
        for child in children { try name(child, of: packIndex, kind, inflater, &state, visit) }
        return
      }
      let bytes = try pack.bytes(of: Int(entry), base: base, inflater)
      if let number {
        try visit(&state, Visit(number: number, kind: kind, bytes: bytes, size: bytes.count, base: base))
      }
      if !children.isEmpty { stack.append(Frame(bytes: bytes, children: children.reversed())) }
    }
    try meet(root, base: nil)
    while !stack.isEmpty {
      let top = stack.count - 1
      let child = stack[top].children.removeLast()
      // The last child takes its parent's place, so that a long chain holds two objects at a time.
      let base = stack[top].children.isEmpty ? stack.removeLast().bytes : stack[top].bytes
      try meet(child, base: base)
    }
  }

  /// Says of an object and all that is made of it that they are too large.
  private func name<State>(
    _ entry: Int32, of packIndex: Int, _ kind: GitObject.Kind, _ inflater: Inflater, _ state: inout State,
    _ visit: (inout State, Visit) throws(GitError) -> Void
  ) throws(GitError) {
    var waiting = [entry]
    while let entry = waiting.popLast() {
      let size = try catalog.packs[packIndex].size(of: Int(entry), inflater)
      if let number = catalog.number(of: Int(entry), inPack: packIndex) {
        try visit(&state, Visit(number: number, kind: kind, size: size))
      }
      waiting += catalog.packs[packIndex].children(of: Int(entry))
    }
  }

  private func look<State>(
    atLoose index: Int, _ kinds: [GitObject.Kind], _ state: inout State,
    _ visit: (inout State, Visit) throws(GitError) -> Void
  ) throws(GitError) {
    let (id, directory) = catalog.loose[index]
    // git may have packed it meanwhile; what it is is in the packs that were opened or is new since the start.
    guard let object = try LooseObject(id, in: directory), kinds.contains(object.kind) else { return }
    let number = catalog.number(ofLoose: index)
    let bytes = object.size > limit ? nil : try object.object().bytes
    try visit(&state, Visit(number: number, kind: object.kind, bytes: bytes, size: object.size))
  }
}
