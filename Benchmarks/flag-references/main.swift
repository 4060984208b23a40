// What finding the references to flags costs by itself, in processor time: reading all files once, the first search, and one
// after a file was edited, for which everything else is known. Prints a name and milliseconds to a line.
// usage: ReferenceBenchmark DIRECTORY RUNS     DIRECTORY as flag-tree.py writes it
import FeatureFlags
import GateModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Every file below `directory`, in no order.
func files(below directory: String) -> [String] {
  guard let stream = opendir(directory) else { return [] }
  defer { closedir(stream) }
  var found: [String] = []
  while let entry = readdir(stream) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
      field.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX)) { String(cString: $0) }
    }
    if name.hasPrefix(".") { continue }
    let path = "\(directory)/\(name)"
    if entry.pointee.d_type == UInt8(DT_DIR) { found += files(below: path) } else { found.append(path) }
  }
  return found
}

func bytes(of path: String) -> [UInt8] {
  let file = open(path, O_RDONLY)
  guard file >= 0 else { return [] }
  defer { close(file) }
  let size = lseek(file, 0, SEEK_END)
  return [UInt8](unsafeUninitializedCapacity: Int(max(0, size))) { buffer, count in
    count = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
  }
}

/// The least processor time of `runs` calls of `body`, in milliseconds.
func least(of runs: Int, _ body: () -> Void) -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
  return (0..<runs).map { _ in
    let start = now()
    body()
    return now() - start
  }.min() ?? 0
}

func id(_ number: Int) -> ObjectID? {
  var bytes = [UInt8](repeating: 7, count: 20)
  let mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
  for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: mixed >> UInt64(8 * place)) }
  return ObjectID(bytes: bytes)
}

guard CommandLine.arguments.count == 3, let runs = Int(CommandLine.arguments[2]) else {
  print("usage: ReferenceBenchmark DIRECTORY RUNS")
  exit(2)
}
let paths = files(below: CommandLine.arguments[1]).sorted()
let definitions = paths.filter { $0.contains("/flags/") }.map {
  FlagValidation.read(bytes(of: $0), path: RepositoryPath($0))
}
var code = paths.filter { !$0.contains("/flags/") && !$0.hasSuffix("keys.txt") }.enumerated().compactMap {
  number, path in
  id(number).map { SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: .regular, id: $0)) }
}
let settings = FlagReferenceSettings()

func content(of code: [SnapshotFile], _ library: inout ReferenceLibrary) -> FlagContent {
  FlagContent(files: definitions, settings: settings, known: library.known) { query in
    library.files(code, for: query) { bytes(of: String(decoding: $0.path.bytes, as: UTF8.self)) }
  }
}

var total = 0
let reading = least(of: runs) {
  total = 0
  for path in paths { total += bytes(of: path).count }
}
var library = ReferenceLibrary(settings, archive: nil)
var found = FlagContent()
let first = least(of: runs) {
  library = ReferenceLibrary(settings, archive: nil)
  found = content(of: code, &library)
}
let archive = library.archive(of: code)
if let other = id(code.count), !code.isEmpty { code[code.count / 2].version.id = other }
let edited = least(of: max(runs, 10)) {
  library = ReferenceLibrary(settings, archive: archive)
  found = content(of: code, &library)
}
let rules = least(of: runs) {
  _ = FlagInspection(content: found, settings: FlagSettings(), today: CalendarDay(secondsSince1970: 0)).findings()
}
print("files \(paths.count)\nbytes \(total)\nreferences \(found.references.count)\nmentions \(found.mentions.count)")
print("archive \(archive.count)\nread \(reading)\nfirst \(first)\nedited \(edited)\nrules \(rules)")
