package import GateModel
import LocalFiles

/// Says what traced tools read that no key names.
package struct TraceReader {
  /// The longest trace that is read, in bytes.
  private static let limit = 1 << 30

  private let tracer: ToolTracer
  private let scope: CheckScope
  private let surroundings: TraceSurroundings

  /// - Parameters:
  ///   - scope: what the traced checks looked at.
  ///   - workTree: the working tree, from which directories of dependencies are linked into snapshots.
  package init(
    _ tracer: ToolTracer, scope: CheckScope, workTree: LocalPath?, environment: [String: String],
    temporaryDirectory: LocalPath
  ) {
    self.tracer = tracer
    self.scope = scope
    surroundings = TraceSurroundings(
      workTree: workTree, environment: environment, temporaryDirectory: temporaryDirectory)
  }

  /// What the tools of `check` read that no key of it names, `nil` where none was started.
  package func trace(of check: any Check) -> ToolTrace? {
    let records = tracer.records(of: check.id)
    if records.isEmpty { return nil }
    do throws(CheckError) {
      let tracked = TrackedFiles(try scope.content.files())
      var found: Set<ToolTrace.Place> = []
      for record in records {
        let named = try NamedInputs(check, on: record.files, in: scope)
        let judge = TraceJudge(surroundings.with(root: record.root), tracked: tracked, named: named)
        found.formUnion(judge.places(try accesses(record)))
      }
      return ToolTrace(places: found.sorted())
    } catch {
      return ToolTrace(problem: error.message)
    }
  }

  private func accesses(_ record: ToolTracer.Record) throws(CheckError) -> TracedAccesses {
    let log: StraceLog
    do throws(FileError) {
      log = StraceLog(try LocalFiles.read(record.log, limit: Self.limit))
    } catch {
      throw CheckError("the trace cannot be read: \(error.description)")
    }
    // Not even the start of the tool: an empty trace is no proof that it read nothing.
    if log.calls.isEmpty { throw CheckError("strace wrote nothing down") }
    return TracedAccesses(log, startedIn: record.directory)
  }
}
