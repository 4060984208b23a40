#if canImport(Darwin)
  internal import Darwin
#else
  internal import Glibc
#endif
internal import GateModel

/// Where the objects of a pack lie (gitformat-pack(5), "Version 1/2 pack-*.idx files").
struct PackIndex: Sendable {
  private let file: MappedFile
  private let idCount: Int
  /// How many objects there are.
  let count: Int
  /// Where the tables of version 2 begin; `nil` for version 1.
  private let names: Int
  private let isFirstVersion: Bool

  private static let magic: UInt32 = 0xff74_4f63
  private static let fanoutSize = 1024

  /// - Throws: `GitError`: `unsupported` for a version that is not known, `malformed` for a file that is too short.
  init(_ file: MappedFile, idByteCount: Int, path: LocalPath) throws(GitError) {
    self.file = file
    idCount = idByteCount
    isFirstVersion = file.number32(at: 0) != Self.magic
    if !isFirstVersion, let version = file.number32(at: 4), version != 2 {
      throw GitError(.unsupported, "\(path) has version \(version), which gate does not know")
    }
    let fanout = isFirstVersion ? 0 : 8
    names = fanout + Self.fanoutSize
    guard let total = file.number32(at: fanout + 255 * 4) else { throw Self.malformed(path) }
    count = Int(total)
    let perEntry = isFirstVersion ? idByteCount + 4 : idByteCount + 8
    guard file.count >= names + count * perEntry + 2 * idByteCount else { throw Self.malformed(path) }
  }

  /// Where in the pack the object lies, `nil` where the pack does not hold it.
  func offset(of id: ObjectID) -> Int? {
    id.bytes.withUnsafeBytes { position(of: $0) }.flatMap(offset(at:))
  }

  /// The place of an id in the order of ids, `nil` where the pack does not hold it.
  func position(of wanted: UnsafeRawBufferPointer) -> Int? {
    guard wanted.count == idCount else { return nil }
    let fanout = names - Self.fanoutSize
    var low = wanted[0] == 0 ? 0 : Int(file.number32(at: fanout + (Int(wanted[0]) - 1) * 4) ?? 0)
    var high = min(count, Int(file.number32(at: fanout + Int(wanted[0]) * 4) ?? 0))
    while low < high {
      let middle = (low + high) / 2
      guard let found = name(middle), let start = found.baseAddress, let wantedStart = wanted.baseAddress else {
        return nil
      }
      let order = memcmp(start, wantedStart, idCount)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The id at a place in the order of ids.
  func id(at position: Int) -> ObjectID? { name(position).flatMap { ObjectID(copying: $0) } }

  private func name(_ position: Int) -> UnsafeRawBufferPointer? {
    isFirstVersion
      ? file.bytes(at: names + position * (idCount + 4) + 4, count: idCount)
      : file.bytes(at: names + position * idCount, count: idCount)
  }

  /// Where in the pack the object lies that has this place in the order of ids.
  func offset(at position: Int) -> Int? {
    if isFirstVersion { return file.number32(at: names + position * (idCount + 4)).map { Int($0) } }
    // After the names come checksums, then offsets, then those offsets that need more than 31 bits.
    let offsets = names + count * (idCount + 4)
    guard let short = file.number32(at: offsets + position * 4) else { return nil }
    if short & 0x8000_0000 == 0 { return Int(short) }
    let long = file.number64(at: offsets + count * 4 + Int(short & 0x7fff_ffff) * 8)
    return long.flatMap { Int(exactly: $0) }
  }

  private static func malformed(_ path: LocalPath) -> GitError {
    GitError(.malformed, "\(path) is shorter than what it says it holds", hint: "see what is damaged: git fsck")
  }
}
