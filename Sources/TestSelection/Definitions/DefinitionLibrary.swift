import GateModel
import Synchronization

/// The records of files, read where they are not kept.
struct DefinitionLibrary {
  private let texts: DefinitionTexts
  private let stack: any SourceStack
  private let archive: DefinitionArchive?
  private(set) var names: DefinitionNames
  private var read: [ObjectID: DefinitionRecord] = [:]

  /// So many files are read by one thread at a time.
  private static let chunkSize = 32
  /// With fewer new files than these what is kept is not written again.
  private static let fewFiles = 16

  init(_ texts: DefinitionTexts, _ stack: any SourceStack) {
    self.texts = texts
    self.stack = stack
    archive = texts.load().flatMap { DefinitionArchive($0, mark: stack.mark) }
    names = DefinitionNames(archive)
  }

  mutating func record(of facts: DefinitionFacts) -> DefinitionRecord {
    DefinitionRecord(facts, &names)
  }

  /// The records of the files at `places` of `table`, in their order.
  mutating func records(of places: [Int], in table: FileTable) -> [DefinitionRecord] {
    var unknown: [Int] = []
    var records = places.enumerated().map { number, place in
      if let id = table.versions[place]?.id, let record = archive?.record(of: id) { return record }
      unknown.append(number)
      return DefinitionRecord(bytes: [])
    }
    let files = unknown.compactMap { table.snapshotFile(places[$0]) }
    for (number, (file, facts)) in zip(unknown, zip(files, gather(files))) {
      records[number] = record(of: facts)
      // What could not be read may be readable the next time.
      if facts.fault == nil { read[file.version.id] = records[number] }
    }
    return records
  }

  private func gather(_ files: [SnapshotFile]) -> [DefinitionFacts] {
    let facts = Mutex<[DefinitionFacts]>(Array(repeating: DefinitionFacts(), count: files.count))
    let chunkCount = (files.count + Self.chunkSize - 1) / Self.chunkSize
    texts.spread(chunkCount) { [texts, stack] chunk in
      let start = chunk * Self.chunkSize
      let places = start..<min(files.count, start + Self.chunkSize)
      let found = places.map { Self.facts(of: files[$0], texts, stack) }
      facts.withLock { $0.replaceSubrange(places, with: found) }
    }
    return facts.withLock { $0 }
  }

  private static func facts(
    of file: SnapshotFile, _ texts: DefinitionTexts, _ stack: any SourceStack
  ) -> DefinitionFacts {
    guard let bytes = texts.text(file.version, at: file.path),
      let facts = stack.definitions(in: bytes, at: file.path, comparing: false)?.facts
    else {
      var facts = DefinitionFacts()
      facts.fault = "could not be read"
      return facts
    }
    return facts
  }

  /// Hands on what is known of the files at `places` of `table`, where so much of it is new that it is worth it.
  func keep(for places: [Int], in table: FileTable) {
    guard archive == nil ? !read.isEmpty : read.count > Self.fewFiles else { return }
    var seen: Set<ObjectID> = []
    let records = places.compactMap { place -> (id: ObjectID, record: DefinitionRecord)? in
      guard let id = table.versions[place]?.id, let record = read[id] ?? archive?.record(of: id),
        seen.insert(id).inserted
      else { return nil }
      return (id, record)
    }
    texts.keep(DefinitionArchive.bytes(mark: stack.mark, records, names))
  }
}

extension FileTable {
  /// The file at a place, `nil` where it is gone.
  fileprivate func snapshotFile(_ place: Int) -> SnapshotFile? {
    versions[place].map { SnapshotFile(path: paths[place], version: $0) }
  }
}
