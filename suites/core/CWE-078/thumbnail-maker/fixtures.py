import re

from seceval import Payload, fixture

# What `vignette` does: parses its words as the problem says, and "scales" a photo by writing a line before its content.
VIGNETTE = r"""
width=full caption=none then= photo= options=yes
for word do
  if [ "$options" ]; then
    case "$word" in
      --) options=; continue ;;
      --width=*) width=${word#--width=}; continue ;;
      --caption=*) caption=${word#--caption=}; continue ;;
      --then=*) then=${word#--then=}; continue ;;
      -*) printf 'vignette: unknown option %s\n' "$word" >&2; exit 2 ;;
    esac
  fi
  photo=$word
done
if [ -z "$photo" ]; then content=$(cat); else content=$(cat -- "$photo") || exit 1; fi
case "$content" in
  broken*) echo half; echo "vignette: not a photo" >&2; exit 3 ;;
esac
printf '%s wide, caption %s: %s' "$width" "$caption" "$content"
if [ "$then" ]; then sh -c "$then"; fi
exit 0
"""


@fixture
def vignette(programs):
    programs.record("vignette", script=VIGNETTE)
    programs.record("uninvited")
    return programs


@fixture
def album(work):
    folder = work / "albums" / "Sommer 2024"
    folder.mkdir(parents=True)
    return folder


def add_photo(album, name, content="pixels"):
    (album / name).write_text(content)
    return name


def uninvited_calls(programs):
    return [call for call in programs.calls if call.name == "uninvited"]


def with_twin(value, id):
    """A payload beside the same text in which nothing has a meaning to a shell."""
    return Payload(value, twin=re.sub(r"[^\w.=]", "x", value), id=id)
