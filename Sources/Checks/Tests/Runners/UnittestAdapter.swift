import GateModel

/// Python's unittest, which writes no report: it is started by a few lines of Python that watch it.
struct UnittestAdapter: TestAdapter {
  let name = "unittest"
  let programs = [["python3", "-m", "unittest"], ["python", "-m", "unittest"]]
  let marks = [["-m", "unittest"]]
  let keepsOrder = true

  func reporting(to place: ReportPlace) throws(CheckError) -> TestReporting {
    let script = try place.write(Self.script, as: "gate_unittest.py")
    return TestReporting(environment: ["GATE_TEST_REPORT": "\(place.file)"], replacement: ["\(script)"])
  }

  func results(of run: FinishedTests) throws(CheckError) -> TestResults {
    guard let report = run.report else { return TestResults() }
    var results = TestResults()
    for line in JSONLines.parse(report) {
      guard let result = result(line, run.paths) else { continue }
      results.tests.append(result)
    }
    return results
  }

  func units(ofFailed tests: [TestResult], in project: TestProject) -> [TestUnit]? {
    var units: [TestUnit] = []
    for test in tests {
      guard let file = test.file, let word = test.words?.first else { return nil }
      units.append(TestUnit([Array(word.utf8)], in: project.root, files: [file]))
    }
    return units
  }

  private func result(_ line: DocumentLine, _ paths: TestPaths) -> TestResult? {
    guard let name = line.text("name"), let outcome = line.outcome else { return nil }
    let file = line.text("file").flatMap { paths.file($0) }
    var result = TestResult(name, group: line.text("group"), file: file, outcome)
    result.duration = line.duration
    result.message = line.text("message")
    if let id = line.text("id"), !id.isEmpty { result.words = [id] }
    if result.isFailure {
      result.place =
        line.text("trace").flatMap { PythonTrace.lastPlace(in: $0, paths) }
        ?? file.map { TestResult.Place(path: $0, range: nil) }
    }
    return result
  }

  /// Behaves as `python -m unittest` does, and writes one line of JSON a test.
  private static let script = """
    from json import dumps
    from os import environ, getcwd, path
    from sys import argv, modules, path as places
    from time import monotonic
    from traceback import format_exception, format_exception_only
    from unittest import TextTestResult, TextTestRunner, main

    places[0] = getcwd()
    report = open(environ.pop("GATE_TEST_REPORT"), "w", encoding="utf-8", errors="backslashreplace")


    def describe(test):
        kind = type(test)
        name = getattr(test, "_testMethodName", None)
        if kind.__module__ == "unittest.loader" and name:
            file = path.join(*name.split(".")) + ".py"
            return {"name": name, "file": file if path.exists(file) else "", "group": "", "id": ""}
        if kind.__module__ == "unittest.suite":
            words = test.description.replace(")", "").split("(")
            module = modules.get(words[-1].rpartition(".")[0]) or modules.get(words[-1])
            return {"name": words[0].strip(), "file": getattr(module, "__file__", "") or "", "group": "", "id": ""}
        if name is None:
            return {"name": str(test), "file": "", "group": "", "id": ""}
        file = getattr(modules.get(kind.__module__), "__file__", "") or ""
        return {"name": name, "file": file, "group": kind.__qualname__, "id": test.id()}


    class Result(TextTestResult):
        begun = None

        def startTest(self, test):
            self.begun, self.said = monotonic(), False
            super().startTest(test)

        def say(self, test, outcome, error=None, subtest=None):
            line = describe(test)
            line["outcome"] = outcome
            if self.begun is not None:
                line["seconds"] = monotonic() - self.begun
            if subtest is not None:
                line["name"] += " " + subtest
            if error is not None:
                line["message"] = "".join(format_exception_only(error[0], error[1])).strip().splitlines()[-1]
                first = str(error[1]).strip().splitlines()
                if first and kind_is_assertion(error[0]):
                    line["message"] = error[0].__name__ + ": " + first[0]
                if line["message"].startswith("ImportError: Failed to import") or "Traceback (most recent" in str(error[1]):
                    line["message"] = first[-1] if first else line["message"]
                trace = "".join(format_exception(*error, chain=False))
                line["trace"] = trace if line["id"] else trace + str(error[1])
            report.write(dumps(line) + "\\n")
            report.flush()
            self.said = True

        def addSuccess(self, test):
            if not getattr(self, "said", False):
                self.say(test, "passed")
            super().addSuccess(test)

        def addFailure(self, test, error):
            self.say(test, "failed", error)
            super().addFailure(test, error)

        def addError(self, test, error):
            self.say(test, "errored", error)
            super().addError(test, error)

        def addSubTest(self, test, subtest, error):
            if error is not None:
                assertion = issubclass(error[0], test.failureException)
                self.say(test, "failed" if assertion else "errored", error, subtest._subDescription())
            super().addSubTest(test, subtest, error)

        def addSkip(self, test, reason):
            self.say(test, "skipped")
            super().addSkip(test, reason)

        def addExpectedFailure(self, test, error):
            self.say(test, "passed")
            super().addExpectedFailure(test, error)

        def addUnexpectedSuccess(self, test):
            line = describe(test)
            line.update(outcome="failed", message="it was expected to fail and passed")
            report.write(dumps(line) + "\\n")
            report.flush()
            super().addUnexpectedSuccess(test)


    def kind_is_assertion(kind):
        return issubclass(kind, AssertionError)


    class Runner(TextTestRunner):
        resultclass = Result


    main(module=None, argv=["python -m unittest"] + argv[1:], testRunner=Runner)
    """
}
