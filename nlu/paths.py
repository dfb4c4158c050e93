"""Where the engine's files lie, seen from the root of the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "config.yml"
ENDPOINTS = ROOT / "endpoints.yml"
CREDENTIALS = ROOT / "credentials.yml"
NLU = ROOT / "nlu"
DOMAIN = NLU / "domain"
EXAMPLES = NLU / "examples"
RULES = NLU / "rules"
MODELS = ROOT / "models"
ENCODER = MODELS / "encoder"
VECTORS = MODELS / "vectors.npz"
MODEL = MODELS / "engine.tar.gz"
STAMP = MODELS / "engine.stamp"
HOME = ROOT / "var" / "engine-home"
