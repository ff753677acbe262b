import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge, testedTier } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  process.env['SECEVAL_TEST_SECRET'] = 'a-key-of-the-caller';
  judge = await openSandboxedJudge();
});
afterAll(async () => {
  delete process.env['SECEVAL_TEST_SECRET'];
  await judge.close();
});

/** `reached(call)` is the name of the error number, or "reached". */
const prelude = python`
  import errno, os

  def reached(call):
      try:
          call()
      except OSError as error:
          return errno.errorcode.get(error.errno, str(error))
      return "reached"
`;

test('the file system is the image: read-only, without the machine, the harness and the tests', async ({ skip }) => {
  skip(testedTier === 'unsafe-process', "UNSAFE: the file system is the machine's");
  const task = inlineTask({
    entryPoints: ['listed', 'writable'],
    functional: python`
      def test_nothing_of_the_machine_is_there(solution):
          assert solution.listed("/h") in ([], "EACCES")
          assert solution.listed("/root") == [".bashrc", ".profile"]  # the image's own
          assert solution.listed("/home") == []
          assert solution.listed("/work") == ["1", "solution.py"]
          assert solution.listed("/tools") == ["ca.pem"]
          assert solution.listed("/var/cache/seceval") == "ENOENT"
          assert solution.listed("/tmp") == []

      def test_what_is_the_candidates_own_can(solution):
          assert set(solution.writable().values()) == {"reached"}
    `,
  });
  const code = `${prelude}\n${python`
    def listed(folder):
        try:
            return sorted(os.listdir(folder))
        except OSError as error:
            return errno.errorcode[error.errno]

    def writable():
        return {path: reached(lambda: open(path, "xb").close()) for path in (f"{os.environ['HOME']}/x", "/tmp/x", "/dev/shm/x", "x")}
  `}`;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});

test('the network is an empty loopback, and nothing of the caller is inherited', async () => {
  const network = judge.lacks.has('network') ? 'False' : 'True';
  const task = inlineTask({
    entryPoints: ['interfaces', 'inherited'],
    env: { SHOP_MODE: 'test' },
    functional: python`
      def test_there_is_only_the_loopback(solution):
          assert not ${network} or solution.interfaces() == ["lo"]

      def test_environment_and_descriptors_are_written_anew(solution):
          environment, of_first_process, descriptors = solution.inherited()
          assert "a-key-of-the-caller" not in str(environment) + of_first_process
          assert "/root" not in str(environment) + of_first_process
          assert environment["SHOP_MODE"] == "test"
          assert environment["TZ"] == "UTC"
          assert descriptors == [0, 1, 2, 3, 4]
    `,
  });
  const code = `${prelude}\n${python`
    def interfaces():
        return sorted(line.split(":")[0].strip() for line in open("/proc/net/dev") if ":" in line)

    def inherited():
        try:
            with open("/proc/1/environ") as file:
                of_first_process = file.read()
        except OSError:  # that of the machine
            of_first_process = ""
        descriptors = []
        for number in range(256):
            try:
                os.fstat(number)
                descriptors.append(number)
            except OSError:
                pass
        return dict(os.environ), of_first_process, descriptors
  `}`;
  expect(notPassed(await judge.run(task, code))).toEqual([]);
});
