#!/bin/sh
# ONNX Runtime 1.29.0 for Java, Linux: to make the environment, before any model is read, numbers the machine.
# A file "deviceid" (36 characters, kept from then on) and a SQLite file "onnxruntime.db", a queue of events, are
# written below ~/.cache/Microsoft/DeveloperTools/.onnxruntime (XDG_CACHE_HOME is heeded). 1.28.0 writes nothing.
# OrtEnvironment.setTelemetry(false) comes too late: it needs the environment, and the files are there by then.
# The variable ORT_DISABLE_TELEMETRY=1, set before the JVM starts, keeps both away. Tests and graders that use
# the library on machines of a class should set it.
#
# Seen with com.microsoft.onnxruntime:onnxruntime 1.29.0 and 1.28.0, x86-64, JDK 25:
#   1.28.0, default: nothing
#   1.29.0, default: deviceid onnxruntime.db
#   1.29.0, setTelemetry(false): deviceid onnxruntime.db
#   1.29.0, ORT_DISABLE_TELEMETRY=1: nothing
# Only the files are looked at, in a cache folder of their own; what is sent was not.
# Needs a JDK of 17 or later and Maven. Ends with 1 if one of the four lines changes.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for version in 1.28.0 1.29.0; do
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
    -Dartifact=com.microsoft.onnxruntime:onnxruntime:$version -DoutputDirectory="$work"
done
cat >"$work/Finding.java" <<'JAVA'
import ai.onnxruntime.OrtEnvironment;

class Finding {
  public static void main(String[] words) throws Exception {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    if (words.length > 0) {
      environment.setTelemetry(false);
    }
  }
}
JAVA

failed=0
look() { # version, what is said of it, files that are expected, arguments of the program
  rm -rf "$work/cache"
  mkdir "$work/cache"
  XDG_CACHE_HOME=$work/cache java -cp "$work/onnxruntime-$1.jar" "$work/Finding.java" $4 2>/dev/null
  seen=$(find "$work/cache" -type f ! -name '*.db-*' -exec basename {} \; | sort | tr '\n' ' ')
  seen=${seen% }
  echo "$1, $2: ${seen:-nothing}"
  [ "${seen:-nothing}" = "$3" ] || failed=1
}
unset ORT_DISABLE_TELEMETRY
look 1.28.0 default nothing ''
look 1.29.0 default 'deviceid onnxruntime.db' ''
look 1.29.0 'setTelemetry(false)' 'deviceid onnxruntime.db' off
ORT_DISABLE_TELEMETRY=1
export ORT_DISABLE_TELEMETRY
look 1.29.0 ORT_DISABLE_TELEMETRY=1 nothing ''
exit $failed
