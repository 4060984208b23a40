internal import GateModel

/// All objects that a repository holds, in packs and in files of their own, here and where it borrows from; each has a number.
final class ObjectCatalog: Sendable {
  let format: Repository.ObjectFormat
  let packs: [PackTable]
  /// The number of the first object of each pack.
  private let starts: [Int]
  /// Objects in files of their own that no pack holds, and the directories where they lie.
  let loose: [(id: ObjectID, directory: LocalPath)]
  private let looseStart: Int
  private let looseNumbers: [ObjectID: Int]

  /// How many numbers there are; an object that is stored twice has two, of which the lower one counts.
  var count: Int { looseStart + loose.count }

  init(_ location: RepositoryLocation) throws(GitError) {
    format = location.objectFormat
    let directories = ObjectStore(
      location.ownObjectDirectory, alternates: location.alternateObjectDirectories, format: format
    ).directories
    var packs: [PackTable] = []
    for directory in directories {
      let folder = directory.appending("pack")
      for name in DirectoryListing.names(in: folder) where name.suffix(4).elementsEqual(".idx".utf8) {
        guard name.starts(with: "pack-".utf8) else { continue }
        if let pack = try PackTable(indexPath: folder.appending(bytes: name), idByteCount: format.idByteCount) {
          packs.append(pack)
        }
      }
    }
    var starts: [Int] = []
    var total = 0
    for pack in packs {
      starts.append(total)
      total += pack.count
    }
    self.packs = packs
    self.starts = starts
    looseStart = total
    var loose: [(id: ObjectID, directory: LocalPath)] = []
    var numbers: [ObjectID: Int] = [:]
    for directory in directories {
      for id in Self.loose(in: directory, format) where numbers[id] == nil {
        if packs.contains(where: { pack in id.bytes.withUnsafeBytes { pack.number(of: $0) } != nil }) { continue }
        numbers[id] = total + loose.count
        loose.append((id, directory))
      }
    }
    self.loose = loose
    looseNumbers = numbers
  }

  /// The number of the object with this id, `nil` where it is not here.
  func number(of id: UnsafeRawBufferPointer) -> Int? {
    for (pack, start) in zip(packs, starts) {
      if let number = pack.number(of: id) { return start + number }
    }
    return looseNumbers.isEmpty ? nil : ObjectID(copying: id).flatMap { looseNumbers[$0] }
  }

  /// The number of an entry of a pack, `nil` where an earlier pack holds the object as well.
  func number(of entry: Int, inPack pack: Int) -> Int? {
    let number = starts[pack] + entry
    if pack == 0 { return number }
    guard let id = packs[pack].id(of: entry) else { return nil }
    return id.bytes.withUnsafeBytes { self.number(of: $0) } == number ? number : nil
  }

  /// The number of an object in a file of its own.
  func number(ofLoose index: Int) -> Int { looseStart + index }

  /// The id of the object with this number.
  func id(of number: Int) -> ObjectID? {
    if number >= looseStart { return loose[number - looseStart].id }
    guard let pack = starts.lastIndex(where: { $0 <= number }) else { return nil }
    return packs[pack].id(of: number - starts[pack])
  }

  private static func loose(in directory: LocalPath, _ format: Repository.ObjectFormat) -> [ObjectID] {
    var ids: [ObjectID] = []
    for folder in DirectoryListing.names(in: directory) where folder.count == 2 {
      for name in DirectoryListing.names(in: directory.appending(bytes: folder)) {
        guard folder.count + name.count == 2 * format.idByteCount else { continue }
        if let id = ObjectID(hex: String(decoding: folder + name, as: UTF8.self)) { ids.append(id) }
      }
    }
    return ids
  }
}
