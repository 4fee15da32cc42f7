#!/bin/bash
# Codes a corpus as an array job, one shard a task:
#
#     sbatch --array=1-64 examples/cluster/slurm-array.sh CORPUS OUTPUT
#
# A task that was killed or ran out of time goes on where it stopped when it is queued again.
#SBATCH --job-name=detente
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --output=detente-%A-%a.log
set -euo pipefail

corpus=$1
output=$2
shard=${SLURM_ARRAY_TASK_ID:?submit it with --array=1-N}
shards=${SLURM_ARRAY_TASK_COUNT:?submit it with --array=1-N}
# The model must be a file that all nodes see; `detente model install --to FILE` makes it.
: "${DETENTE_MODEL:?name the language model, as DETENTE_MODEL=/shared/en.model}"

folder=$output/$(printf 'shard-%04d' "$shard")
exec "${DETENTE:-detente}" code "$corpus" \
  --shard "$shard/$shards" --resume \
  --records all --format parquet --threads "${SLURM_CPUS_PER_TASK:-1}" \
  --output "$folder/"
