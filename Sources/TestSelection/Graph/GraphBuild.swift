import GateModel

/// One run of a ``GraphBuilder``: what of an archive holds, what has to be read, and what has to be linked.
struct GraphBuild: Sendable {
  private let stack: any SourceStack
  private let table: FileTable
  private let directories: DirectoryTree
  private let archive: GraphArchive?
  private let match: ArchiveMatch?
  /// ``SourceStack/role(of:)``, and configuration for what is no file.
  private(set) var pathRoles: [FileRole] = []
  private var roles: [FileRole] = []
  private var flags: [GraphArchive.Flags] = []
  /// Files whose text has to be read.
  private(set) var unread: [Int] = []
  private var read: [Int: ReadFacts] = [:]
  /// Of the directories of the archive the place among those of the table, -1 where there is none.
  private var directoryOf: [Int32] = []
  /// Files that have to be linked.
  private(set) var unlinked: [Int] = []
  /// Whether the archive, if there is one, knows other paths.
  var hasOtherPaths: Bool { match.map { !$0.come.isEmpty || !$0.left.isEmpty } ?? true }
  /// Whether a file that can have links has another text.
  var hasOtherFacts: Bool {
    guard let match else { return true }
    return !read.isEmpty || match.isSame.indices.contains { !match.isSame[$0] && canHaveLinks($0) }
  }
  /// Of the files of `unlinked`, in their order.
  var links: [FileLinks] = []

  init(_ stack: any SourceStack, _ directories: DirectoryTree, _ archive: GraphArchive?) {
    self.stack = stack
    self.directories = directories
    self.archive = archive
    let table = directories.table
    self.table = table
    match = archive.map { ArchiveMatch(table, $0) }
    pathRoles.reserveCapacity(table.count)
    flags.reserveCapacity(table.count)
    for file in 0..<table.count { look(at: file) }
    roles = pathRoles
    directoryOf = Self.directories(archive, match, directories)
  }

  private mutating func look(at file: Int) {
    let old = place(file)
    var flags: GraphArchive.Flags = []
    if let archive, let old {
      pathRoles.append(archive.roles(old).path)
      flags = archive.flags(old).intersection(.wantsFacts)
      if match?.isSame[file] == true { flags = archive.flags(old) }
    } else {
      pathRoles.append(stack.role(of: table.paths[file]))
      if stack.hasFacts(table.paths[file]) { flags = .wantsFacts }
    }
    if isFile(file), flags.contains(.wantsFacts), !flags.contains(.hasFacts) { unread.append(file) }
    self.flags.append(flags)
  }

  /// Whether there is a text of its own at the path.
  private func isFile(_ file: Int) -> Bool {
    table.versions[file]?.mode.isFile == true && table.target(of: file) == nil
  }

  private func place(_ file: Int) -> Int? {
    guard let match, match.oldOf[file] >= 0 else { return nil }
    return Int(match.oldOf[file])
  }

  private static func directories(
    _ archive: GraphArchive?, _ match: ArchiveMatch?, _ directories: DirectoryTree
  ) -> [Int32] {
    guard let archive, let match else { return [] }
    return stride(from: 0, to: archive.directories.count, by: 2).map { place in
      let file = match.newOf[Int(archive.directories[place])]
      guard file >= 0 else { return -1 }
      var directory = directories.directory(of: Int(file))
      for _ in 0..<max(0, directories.depth(of: directory) - Int(archive.directories[place + 1])) {
        directory = directories.parent(of: directory) ?? 0
      }
      return Int32(directory)
    }
  }
}

// MARK: - Facts

extension GraphBuild {
  /// Takes what was read of `files`.
  mutating func add(_ facts: [ReadFacts?], of files: [Int]) {
    for (file, facts) in zip(files, facts) {
      guard let facts else { continue }
      read[file] = facts
      var flags: GraphArchive.Flags = facts.isLasting ? [.wantsFacts, .hasFacts] : .wantsFacts
      if facts.facts.fault != nil { flags.insert(.hasFault) }
      if !facts.facts.declares.isEmpty { flags.insert(.declares) }
      self.flags[file] = flags
    }
  }

  private func canHaveLinks(_ file: Int) -> Bool {
    isFile(file) && (flags[file].contains(.wantsFacts) || pathRoles[file].isSource)
  }

  func facts(of file: Int) -> FileFacts? {
    if let facts = read[file] { return facts.facts }
    return place(file).flatMap { archive?.facts($0) }
  }

  /// What the files declare, in their order.
  var declarations: [Declaration] {
    flags.indices.compactMap { file in
      guard flags[file].contains(.declares), let facts = facts(of: file) else { return nil }
      return Declaration(file: file, names: facts.declares)
    }
  }

  /// The files that declare something else than in the archive.
  private var otherDeclarations: [(path: RepositoryPath, names: Set<String>)] {
    guard let archive, let match else { return [] }
    var found: [(path: RepositoryPath, names: Set<String>)] = []
    for (file, facts) in read {
      let names = facts.facts.declares
      let old = place(file).flatMap { archive.facts($0) }?.declares ?? []
      // Their order may decide.
      if names != old { found.append((table.paths[file], Set(names + old))) }
    }
    let gone = match.come.lazy.filter { read[$0] == nil }.compactMap(place)
    for old in Array(gone) + match.left where archive.flags(old).contains(.declares) {
      found.append((RepositoryPath(bytes: archive.path(old)), Set(archive.facts(old)?.declares ?? [])))
    }
    return found
  }
}

// MARK: - What has to be linked

extension GraphBuild {
  /// With more paths that came or left, most files would have one of their words.
  private static let manyChanges = 4096

  /// Finds out what has to be linked, with all texts read.
  mutating func chooseUnlinked(_ linker: any SourceLinker) {
    guard let relinking = relinking(linker) else {
      return unlinked = (0..<table.count).filter(canHaveLinks)
    }
    let words = relinking.isEmpty ? nil : WordSet(Set(relinking.words.lazy.map { NameHash.of($0.utf8) }))
    let files = Set(relinking.files)
    for file in 0..<table.count where canHaveLinks(file) {
      if files.contains(file) || mustLink(file, words) { unlinked.append(file) }
    }
  }

  /// The files that may have other links without another text, `nil` where that is every one.
  private func relinking(_ linker: any SourceLinker) -> Relinking? {
    guard let archive, let match else { return nil }
    if match.come.count + match.left.count > Self.manyChanges { return nil }
    var changes = PathChanges(declared: otherDeclarations)
    changes.paths = match.come.map { file in
      PathChanges.Entry(
        path: table.paths[file],
        directories: names(of: table.paths[file]) { table.places(below: $0).allSatisfy { match.oldOf[$0] < 0 } })
    }
    changes.paths += match.left.map { file in
      let path = RepositoryPath(bytes: archive.path(file))
      return PathChanges.Entry(path: path, directories: names(of: path) { table.places(below: $0).isEmpty })
    }
    if changes.paths.isEmpty, changes.declared.isEmpty { return Relinking(isEmpty: true) }
    if let relinking = linker.relinking(after: changes) { return relinking }
    guard changes.declared.isEmpty else { return nil }
    var words: [String] = []
    for entry in changes.paths {
      guard let more = stack.words(for: entry.path, directories: entry.directories) else { return nil }
      words += more
    }
    return Relinking(words: words)
  }

  /// The names of the directories above `path` that come or go with it.
  private func names(of path: RepositoryPath, where isNew: (RepositoryPath) -> Bool) -> [String] {
    var names: [String] = []
    var directory = path.parent
    while let current = directory, !current.bytes.isEmpty, isNew(current) {
      names.append(String(decoding: current.name, as: UTF8.self))
      directory = current.parent
    }
    return names
  }

  private func mustLink(_ file: Int, _ words: WordSet?) -> Bool {
    guard let archive, let match, let old = place(file), match.isSame[file], read[file] == nil else { return true }
    guard let words else { return false }
    if archive.flags(old).contains(.minds) || archive.hasWord(old, of: words) { return true }
    // A directory that is not to be found any more.
    return archive.links(old).contains { link in
      let target = Int(archive.linkTargets[link])
      return target >= archive.count && directoryOf[target - archive.count] < 0
    }
  }
}

// MARK: - The result

extension GraphBuild {
  /// Sets what files are, now that the configuration is known.
  mutating func setRoles(_ linker: any SourceLinker) {
    for file in 0..<table.count { roles[file] = linker.role(of: file, pathRole(file)) }
  }

  private func pathRole(_ file: Int) -> FileRole {
    let role = pathRoles[file]
    let isEntry = table.versions[file]?.mode.isFile != true
    // A test that is found under another path, too, is run under its own.
    if table.target(of: file) != nil { return role == .test && !isEntry ? .module : role }
    // What a submodule or a link out of the repository holds is not known, so its change is everybody's.
    return table.versions[file]?.mode.isFile == false && role != .test ? .configuration : role
  }

  var result: BuiltGraph {
    let count = table.count
    var needs = LinkLists.Builder(count: count + directories.count)
    var opaque: [Int] = []
    var faults: [Int: String] = [:]
    var next = 0
    var flags = flags
    for file in 0..<count {
      flags[file].remove(.isOpaque)
      if let target = table.target(of: file) {
        needs.append([FileLink(target, .place)], of: file)
      } else if next < unlinked.count, unlinked[next] == file {
        let entry = links[next]
        next += 1
        needs.append(entry.links + entry.directories.map { FileLink(count + $0.target, $0.kind) }, of: file)
        if entry.isOpaque { flags[file].insert(.isOpaque) }
      } else if let archive, let old = place(file), canHaveLinks(file) {
        needs.append(kept(archive, old), of: file)
        if archive.flags(old).contains(.isOpaque) { flags[file].insert(.isOpaque) }
      } else {
        needs.append([], of: file)
      }
      if flags[file].contains(.isOpaque) { opaque.append(file) }
      if flags[file].contains(.hasFault), table.versions[file] != nil { faults[file] = facts(of: file)?.fault }
    }
    for link in table.unfollowed { faults[link] = "is a link to too many files to follow" }
    var roles = roles
    if !hasOtherPaths, !hasOtherFacts, let archive {
      for file in 0..<count { roles[file] = place(file).map { archive.roles($0).final } ?? pathRole(file) }
    }
    let graph = SourceGraph(directories, roles: roles, needs: needs, opaque: opaque, faults: faults)
    let changes = match.map { $0.come.count + $0.left.count } ?? 0
    let finalFlags = flags
    return BuiltGraph(
      graph: graph, readCount: unread.count, linkedCount: unlinked.count,
      isWorthKeeping: archive == nil || unread.count > 16 || unlinked.count > 256 || changes > 64,
      makeArchive: { [self] in makeArchive(graph, finalFlags) })
  }

  private func kept(_ archive: GraphArchive, _ old: Int) -> [FileLink] {
    let kinds = archive.linkKinds
    return archive.links(old).compactMap { link in
      let target = Int(archive.linkTargets[link])
      let kind = FileLink.Kind(rawValue: kinds[kinds.startIndex + link]) ?? .imports
      if target < archive.count {
        let place = match?.newOf[target] ?? -1
        return place < 0 ? nil : FileLink(Int(place), kind)
      }
      let directory = directoryOf[target - archive.count]
      return directory < 0 ? nil : FileLink(table.count + Int(directory), kind)
    }
  }

  private func makeArchive(_ graph: SourceGraph, _ flags: [GraphArchive.Flags]) -> [UInt8] {
    let idSize = table.versions.lazy.compactMap { $0 }.first?.id.count ?? 20
    var writer = GraphArchiveWriter(mark: stack.mark, idSize: idSize)
    for file in 0..<table.count {
      var flags = flags[file]
      if let facts = read[file] {
        writer.addFacts(facts.isLasting ? facts.bytes : [], words: facts.words ?? [])
        flags.set(.minds, facts.words == nil)
      } else if let archive, let old = place(file), flags.contains(.hasFacts) {
        writer.addFacts(archive.factBytes(old), words: archive.wordBytes(old))
      } else {
        let words = canHaveLinks(file) ? stack.words(of: FileFacts(), at: table.paths[file]) : []
        writer.addFacts([], words: GraphArchiveWriter.bytes(ofWords: words ?? []))
        flags.set(.minds, words == nil)
      }
      writer.add(table.paths[file], table.versions[file], roles: (pathRoles[file], graph.roles[file]), flags)
    }
    writer.addLinks(of: graph)
    return writer.bytes
  }
}

extension GraphArchive.Flags {
  fileprivate mutating func set(_ flag: Self, _ isSet: Bool) {
    if isSet { insert(flag) } else { remove(flag) }
  }
}
