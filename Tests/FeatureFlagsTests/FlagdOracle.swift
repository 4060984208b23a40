import FeatureFlags
import Foundation
import GateTestSupport

/// The OpenFeature provider's own resolver of flagd definitions, a package of PyPI that `make tools` installs.
enum FlagdOracle {
  /// What one evaluation gives: the variant, the reason and the code of an error.
  struct Answer: Hashable, CustomStringConvertible {
    var variant: String?
    var reason: String
    var error: String?

    var description: String { "\(variant ?? "-") \(reason) \(error ?? "")" }
  }

  static let timestamp: Int64 = 1_780_000_000

  private static let python = Tools.directory + "/python"

  /// Whether the package is there.
  static let isInstalled: Bool =
    (try? runProcess(python, ["-c", "import openfeature.contrib.tools.flagd.core"]).status) == 0

  static let isMissing = "openfeature-flagd-core is not installed: run `make tools`"

  /// What the resolver says to each of `cases` (a flag's key and a context as JSON) about the definitions `definition`.
  ///
  /// The package has the newest way of bucketing; for the older ones the operator is replaced by their formula over the
  /// package's own hash.
  static func answers(
    to cases: [(flag: String, context: String)], definition: String, bucketing: Bucketing
  ) throws -> [Answer] {
    let lines =
      ["{\"scheme\": \"\(bucketing.rawValue)\", \"now\": \(timestamp)}", definition]
      + cases.map { "{\"flag\": \"\($0.flag)\", \"context\": \($0.context)}" }
    let result = try runProcess(python, ["-c", script], stdin: Array(lines.joined(separator: "\n").utf8))
    guard result.status == 0 else { throw TestSupportError(result.errors) }
    return try result.output.split(separator: "\n").map { line in
      let answer = try JSONDecoder().decode([String?].self, from: Data(line.utf8))
      return Answer(variant: answer[0], reason: answer[1] ?? "", error: answer[2])
    }
  }

  private static let script = #"""
    import json, logging, sys, time
    logging.disable(logging.CRITICAL)
    from openfeature.contrib.tools.flagd.core import FlagdCore
    from openfeature.contrib.tools.flagd.core.targeting import targeting as module
    from openfeature.evaluation_context import EvaluationContext
    from openfeature.exception import OpenFeatureError
    import mmh3
    operators = sys.modules["openfeature.contrib.tools.flagd.core.targeting.targeting"].OPERATORS

    def older(signed):
        def fractional(data, *arguments):
            if not arguments:
                return None
            if isinstance(arguments[0], str):
                text, arguments = arguments[0], arguments[1:]
            else:
                if arguments[0] is None:
                    arguments = arguments[1:]
                if not isinstance(data.get("targetingKey"), str):
                    return None
                text = data["$flagd"]["flagKey"] + data["targetingKey"]
            if not all(isinstance(a, list) and len(a) in (1, 2) for a in arguments):
                return None
            weights = [max(0, a[1]) if len(a) == 2 else 1 for a in arguments]
            total, end = sum(weights), 0
            if total == 0:
                return None
            if signed:
                place = abs(mmh3.hash(text)) / (2**31 - 1) * 100
            else:
                place = (mmh3.hash(text, signed=False) * total) >> 32
            for argument, weight in zip(arguments, weights):
                end += weight * 100 / total if signed else weight
                if place < end:
                    return argument[0]
        return fractional

    lines = [line for line in sys.stdin.read().split("\n") if line]
    head = json.loads(lines[0])
    time.time = lambda: head["now"]
    if head["scheme"] != "v3":
        operators["fractional"] = older(head["scheme"] == "v1")
    core = FlagdCore()
    core.set_flags(lines[1])
    for line in lines[2:]:
        case = json.loads(line)
        key = case["context"].pop("targetingKey", None)
        try:
            found = core._resolve(case["flag"], None, EvaluationContext(key, case["context"]), None)
            print(json.dumps([found.variant, str(found.reason), None]))
        except OpenFeatureError as error:
            print(json.dumps([None, "ERROR", str(error.error_code.value)]))
        except Exception as error:
            print(json.dumps([None, "ERROR", "CRASH " + repr(error)]))
    """#
}
